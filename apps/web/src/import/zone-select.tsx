import styles from './confirm.module.css';

const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** A time zone by its IANA name. */
export function ZoneSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (zone: string) => void;
}) {
  const zones = ZONES.includes(value) ? ZONES : [value, ...ZONES];
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </label>
  );
}
