/** @jsxImportSource preact */
import type { FlagCell } from '@lagesbild/contract';
import { useAround } from '../around.ts';
import type { Street, StreetPart } from '../place/street.ts';
import { Question } from '../question.tsx';

interface StreetPartsProps {
  street: Street;
  parts: readonly StreetPart[];
  onChoose(cell: FlagCell): void;
  onClose(): void;
}

/** Which stretch of a street, by what it lies by. */
export function StreetParts({ street, parts, onChoose, onClose }: StreetPartsProps) {
  const { speech } = useAround();
  const title = speech.say('place.street_part', { street: street.name });
  return (
    <Question title={title}>
      <ul class="list" aria-label={title}>
        {parts.map(({ cell, near }) => (
          <li key={`${cell.x} ${cell.y}`}>
            <button type="button" onClick={() => onChoose(cell)}>
              <bdi>{near === null ? street.name : speech.say('place.street_near', { near })}</bdi>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="plain" onClick={onClose}>
        {speech.say('place.search')}
      </button>
    </Question>
  );
}
