/** A whole number that whoever runs the tests may set in the environment. */
export function numberSetting(name: string, usually: number, min: number): number {
  const given = process.env[name];
  if (given === undefined || given === '') return usually;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < min) throw new Error(`${name} is a whole number from ${min} on, not "${given}".`);
  return value;
}
