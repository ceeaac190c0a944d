interface AnyOfProps<T extends string | number> {
  choices: readonly { value: T; name: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

/** Any of a few, each with its box. */
export function AnyOf<T extends string | number>({ choices, chosen, onChange }: AnyOfProps<T>) {
  return choices.map(({ value, name }) => (
    <label key={value}>
      <input
        type="checkbox"
        checked={chosen.includes(value)}
        onChange={({ target }) => onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
      />
      <bdi>{name}</bdi>
    </label>
  ));
}
