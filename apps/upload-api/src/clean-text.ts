/**
 * What a person typed, fit to be stored and sent on: composed (NFC), without control characters or Unicode noncharacters, which
 * SQS refuses, and without space around it. `lines` keeps line breaks.
 */
export function cleanText(value: string, { lines = false } = {}): string {
  const unbroken = lines ? value.replaceAll(/\r\n?/g, '\n') : value.replaceAll(/[\r\n\t]+/g, ' ');
  return unbroken
    .normalize('NFC')
    .replaceAll(/(?!\n)[\p{Cc}\p{Noncharacter_Code_Point}\p{Cs}]/gu, '')
    .trim();
}

/** The client's name for its file, for the ledger alone. */
export function cleanFileName(value: string, charactersMax: number): string {
  return [...cleanText(value)].slice(0, charactersMax).join('');
}
