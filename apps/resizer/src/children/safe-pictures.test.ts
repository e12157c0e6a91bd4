import { describe, expect, it } from '@jest/globals';
import { eventually, isAlive } from '@pinhole/testing';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import sharp from 'sharp';
import { makePreview } from '../pictures/make-preview.js';
import { makeVariants } from '../pictures/make-variants.js';
import { noise, terms } from '../pictures/pictures.fixture.js';
import { childLimits } from './child-limits.js';
import { canConfine } from './confine-child.js';
import { mapsOf, odd, ordinary, SafeBed } from './children.fixture.js';

const photo = () => noise(900, 600).jpeg().toBuffer();
const soon = { withinSeconds: 30 };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const hanging = odd('hangs', { VIPS_MAX_THREADS: '2' });
/** Large enough to be decoded in strips. */
const hangsAt = () => noise(1_200, 900).webp({ effort: 0 }).toBuffer();

describe('a picture that is made in a child', () => {
  it('is to the last byte what it would be here', async () => {
    await using bed = new SafeBed();
    const original = await photo();
    expect(await bed.make(original)).toEqual(await makeVariants(original, terms));
    expect(bed.events()).toEqual([]);
  });

  it('gets there only when its header may be decoded', async () => {
    await using bed = new SafeBed();
    const bomb = await sharp({ create: { width: 12_001, height: 10_000, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    expect(await bed.make(bomb)).toMatchObject({ rejection: { code: 'too_many_pixels' } });
    expect(bed.children.pids).toEqual([]);
  });

  it('is not kept by the child that made it, nor is the original', async () => {
    await using bed = new SafeBed();
    const held = await (async () => {
      const original = await photo();
      const outcome = await bed.make(original);
      return [original, outcome].map((each) => new WeakRef<object>(each));
    })();
    await bed.make(await photo());
    await eventually(() => {
      collectGarbage();
      return held.every((each) => each.deref() === undefined);
    }, soon);
  });

  it('costs nothing but a try when the child is killed over it', async () => {
    await using bed = new SafeBed(odd('slow'));
    const original = await photo();
    const making = bed.make(original);
    const pid = await eventually(() => bed.children.pids[0], soon);
    process.kill(pid, 'SIGKILL');
    expect(await making).toEqual(await makeVariants(original, terms));
    expect(bed.log).toMatchObject([{ event: 'child.died', level: 'warn', trouble: 'died' }]);
    expect(isAlive(pid)).toBe(false);
  });

  it.each(['dies', 'throws', 'lies'] as const)(
    'is poison when a second child does not outlive it either: it %s',
    async (oddity) => {
      await using bed = new SafeBed(odd(oddity));
      expect(await bed.make(await photo())).toMatchObject({ rejection: { code: 'poison' } });
      expect(bed.log).toMatchObject([
        { event: 'child.died', level: 'warn' },
        { event: 'photo.poison', level: 'error' },
      ]);
    },
  );

  it('is too large for us when it asks for more memory than a child has, and not damaged', async () => {
    if (!canConfine) return;
    await using bed = new SafeBed(odd('hungry'));
    expect(await bed.make(await photo())).toMatchObject({ rejection: { code: 'too_much_memory' } });
  });

  it('does not outlive its deadline, though its decoder hangs for ever and no exit would end it', async () => {
    await using bed = new SafeBed({ ...hanging, secondsMax: { ladder: 2 } });
    const startedAt = performance.now();
    const making = bed.make(await hangsAt());
    const pid = await eventually(() => bed.children.pids[0], soon);
    await eventually(() => !isAlive(pid), { withinSeconds: 4 });
    expect(performance.now() - startedAt).toBeGreaterThan(2_000);
    expect(await making).toMatchObject({ rejection: { code: 'too_slow' } });
  });

  it('is let go at once when it is given back', async () => {
    await using bed = new SafeBed(odd('deaf'));
    const giveBack = new AbortController();
    const making = bed.make(await hangsAt(), giveBack.signal);
    const pid = await eventually(() => bed.children.pids[0], soon);
    giveBack.abort(new Error('given back'));
    await expect(making).rejects.toThrow('given back');
    expect(isAlive(pid)).toBe(false);
  });
});

describe('a preview that is made in a child', () => {
  it('is to the last byte what it would be here', async () => {
    await using bed = new SafeBed();
    const original = await photo();
    expect(await bed.preview(original)).toEqual(await makePreview(original));
  });

  it.each(['dies', 'throws', 'lies'] as const)('is given up when its child does not outlive it: it %s', async (oddity) => {
    await using bed = new SafeBed(odd(oddity));
    expect(await bed.preview(await photo())).toBeNull();
    expect(bed.log).toMatchObject([{ event: 'child.died', level: 'warn' }]);
  });

  it('is given up soon when its decoder hangs, and the picture is no poison for that', async () => {
    await using bed = new SafeBed({ ...hanging, secondsMax: { preview: 1 } });
    expect(await bed.preview(await hangsAt())).toBeNull();
    expect(bed.log).toMatchObject([{ event: 'child.died', trouble: 'too_slow' }]);
    expect(childLimits.secondsMax.preview).toBeLessThan(childLimits.secondsMax.ladder);
  });
});

describe('two pictures at once', () => {
  it('do not meet: the one beside a hanging one is made as if it were alone', async () => {
    await using bed = new SafeBed({ ...odd('deaf'), secondsMax: { ladder: 6 } }, 2);
    const stuck = bed.make(await hangsAt());
    expect(await bed.make(await photo())).toMatchObject({ width: 900, height: 600 });
    expect(bed.events()).toEqual([]);
    expect(await stuck).toMatchObject({ rejection: { code: 'too_slow' } });
  });
});

describe('a child', () => {
  it('is there before the first picture, and takes one after the other', async () => {
    await using bed = new SafeBed(ordinary, 2);
    await bed.children.warm();
    const before = bed.children.pids;
    expect(before).toHaveLength(2);
    for (let photos = 0; photos < 3; photos += 1) await bed.make(await photo());
    expect(bed.children.pids).toEqual(before);
  });

  it('is replaced when it has had enough', async () => {
    await using bed = new SafeBed({ ...ordinary, photosMax: 2 });
    await bed.children.warm();
    const first = bed.children.pids;
    for (let photos = 0; photos < 2; photos += 1) await bed.make(await photo());
    await eventually(() => bed.children.pids.length === 1 && bed.children.pids[0] !== first[0], soon);
    expect(isAlive(first[0]!)).toBe(false);
    expect(childLimits.photosMax).toBeGreaterThan(2);
  });

  it('that cannot be started is told of, and the picture is nobody’s fault', async () => {
    await using bed = new SafeBed({ ...ordinary, script: '/nowhere.js' });
    await bed.children.warm();
    expect(bed.log).toMatchObject([{ event: 'child.not_started', level: 'error' }]);
    await expect(bed.make(await photo())).rejects.toThrow('did not get ready');
  });

  it('has the decoders, and is the only one to have them', async () => {
    await using bed = new SafeBed();
    await bed.children.warm();
    const maps = mapsOf(bed.children.pids[0]!);
    if (maps !== null) expect(maps).toContain('libvips');
  });
});
