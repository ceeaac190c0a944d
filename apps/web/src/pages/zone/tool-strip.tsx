import { useTranslation } from 'react-i18next';
import type { CityMap } from '../../map/city-map.ts';
import panel from '../../panels/panel.module.css';
import { Icon, type IconName } from '../../shell/icon.tsx';
import { useDrawing } from './drawing.ts';
import type { Tool } from './editor.ts';
import styles from './zone.module.css';

const TOOLS = [
  { tool: 'select', icon: 'pointer' },
  { tool: 'draw', icon: 'polygon' },
  { tool: 'hole', icon: 'hole' },
  { tool: 'split', icon: 'cut' },
  { tool: 'merge', icon: 'join' },
] as const satisfies readonly { tool: Tool; icon: IconName }[];

/** What a press on the map does, and one step back and forth. */
export function ToolStrip({ city, onHelp }: { city: CityMap | null; onHelp: () => void }) {
  const { t } = useTranslation('zones');
  const { editor, change } = useDrawing();
  const { tool, selected, zones, past, future, line } = editor;
  /** Holes, cuts and merges are done to the chosen zone. */
  const isPossible = (name: Tool): boolean =>
    name === 'select' || name === 'draw' || (selected !== null && (name !== 'merge' || zones.length > 1));
  return (
    <div className={styles.strip} data-tool={tool} role="toolbar" aria-label={t('tools.label')}>
      {TOOLS.map(({ tool: name, icon }) => (
        <button
          key={name}
          type="button"
          className={panel.tool}
          aria-pressed={tool === name}
          aria-label={t(`tools.${name}`)}
          title={t(`tools.${name}`)}
          disabled={!isPossible(name)}
          onClick={() => {
            change({ do: 'tool', tool: name });
            city?.focus();
          }}
        >
          <Icon name={icon} />
        </button>
      ))}
      <i className={styles.rule} />
      <button
        type="button"
        className={panel.tool}
        aria-label={t('tools.undo')}
        title={t('tools.undo')}
        disabled={past.length === 0 && line.length === 0}
        onClick={() => change({ do: 'undo' })}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className={panel.tool}
        aria-label={t('tools.redo')}
        title={t('tools.redo')}
        disabled={future.length === 0}
        onClick={() => change({ do: 'redo' })}
      >
        <Icon name="redo" />
      </button>
      <button
        type="button"
        className={panel.tool}
        aria-label={t('keys.title')}
        title={t('keys.title')}
        onClick={onHelp}
      >
        <Icon name="help" />
      </button>
    </div>
  );
}
