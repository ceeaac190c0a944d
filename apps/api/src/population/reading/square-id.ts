/** A square as its name tells it. */
interface NamedSquare {
  readonly x: number;
  readonly y: number;
  /** null: the name doesn't say */
  readonly side: number | null;
  readonly srid: number;
}

/** East (6 digits) and north (7) of the south-west corner, SWEREF 99 TM: SCB's own. */
const SCB = /^(\d{6})(\d{7})$/;
/** As Inspire writes it: SE_CRS3006RES1000mN6133000E394000. */
const INSPIRE = /CRS(\d{4,6})RES(\d{2,5})mN(\d+)E(\d+)$/i;

/** Which square does a name mean? null: none that is known. */
export function squareNamed(name: string): NamedSquare | null {
  const scb = SCB.exec(name);
  if (scb !== null) return { x: Number(scb[1]), y: Number(scb[2]), side: null, srid: 3006 };
  const inspire = INSPIRE.exec(name);
  if (inspire === null) return null;
  return { x: Number(inspire[4]), y: Number(inspire[3]), side: Number(inspire[2]), srid: Number(inspire[1]) };
}
