import type { PhotoId } from '@pinhole/contracts';
import type { TestSite } from '../site.fixture.js';
import type { CheckName } from './checks.js';
import type { Mend } from './fault.js';

export interface PlantedFault {
  readonly fault: string;
  readonly check: CheckName;
  /** What is to be done about it; absent where a person has to look. */
  readonly mend?: Mend['do'];
  /** Only found where every byte is read. */
  readonly deep?: true;
  /** Only found where nothing can be on its way. */
  readonly atRest?: true;
  /** Breaks something of a photo that was whole, and says what is then said of it. */
  readonly plant: (site: TestSite, id: PhotoId) => Promise<string>;
}
