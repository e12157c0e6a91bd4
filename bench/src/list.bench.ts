import http from 'node:http';
import { eventually } from '@pinhole/testing';
import { ask, askMany, type Answers } from './support/ask-many.js';
import { against, median, quantile, told, type Figure } from './support/figures.js';
import { openGallery, type Gallery } from './support/open-gallery.js';
import type { Measurement, Scale } from './support/measurement.js';
import { seedCards } from './support/seed-cards.js';

const pageSize = 50;
/** Pages asked for: the first, and others all the way down. So many that none is asked for often enough to be kept. */
const pagesMax = 100;
const cpuRatioMax = 1.5;
const growthMax = 1.2;
/** Nobody waits for a query: what remains is a request and its bytes. */
const popularRatioMax = 0.5;
/** A page that many ask for is a second old at most, and cards were added just now. */
const agreeSecondsMax = 5;

const sizes: Record<Scale, { cards: readonly [number, number]; rounds: number; requests: number }> = {
  full: { cards: [10_000, 1_000_000], rounds: 7, requests: 600 },
  quick: { cards: [1_000, 2_000], rounds: 1, requests: 100 },
};

/** What a page of the list costs gallery-api, against a bare server that does the same query and sends the same bytes. */
export const list: Measurement = {
  name: 'list',
  title: `A page of ${pageSize} photos`,
  async measure(scale) {
    const gallery = await openGallery();
    try {
      const { cards, ...load } = sizes[scale];
      const figures: Figure[] = [];
      const p99: number[] = [];
      let seeded = 0;
      for (const count of cards) {
        await seedCards(gallery.connection, seeded, count);
        await gallery.connection.query('ANALYZE TABLE card');
        seeded = count;
        const { service, bare, popular } = await measureAt(gallery, load);
        const at = `at ${count.toLocaleString('en')} photos`;
        p99.push(service.p99);
        figures.push(
          against(`CPU of a request ${at}, the bound a bare server's`, service.cpu, 'ms', bare.cpu, { atMost: cpuRatioMax }),
          against(`where all ask for one page ${at}`, popular.cpu, 'ms', bare.cpu, { atMost: popularRatioMax }),
          told(`one after the other, p50 ${at}`, service.p50, 'ms'),
          told(`the bare server's p50 ${at}`, bare.p50, 'ms'),
        );
      }
      figures.push(
        against(`p99, the bound that at ${cards[0].toLocaleString('en')} photos`, p99[1]!, 'ms', p99[0]!, { atMost: growthMax }),
      );
      return figures;
    } finally {
      await gallery.stop();
    }
  },
};

interface Cost {
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
}

/** In turns, so that what else the machine does meets both. */
async function measureAt({ service, bare }: Gallery, { rounds, requests }: { rounds: number; requests: number }) {
  const paths = await pagesOf(service.url, bare.url);
  const asked = { bare: [bare, paths], service: [service, paths], popular: [service, paths.slice(0, 1)] } as const;
  const all = { bare: [] as Answers[], service: [] as Answers[], popular: [] as Answers[] };
  for (let round = -1; round < rounds; round += 1)
    for (const [name, [{ child, url }, pages]] of Object.entries(asked)) {
      const answers = await askMany(child.pid, url, pages, requests);
      // The first round warms: what is compiled then is not compiled again.
      if (round >= 0) all[name as keyof typeof all].push(answers);
    }
  return { bare: costOf(all.bare), service: costOf(all.service), popular: costOf(all.popular) };
}

function costOf(rounds: readonly Answers[]): Cost {
  const milliseconds = rounds.flatMap((answers) => answers.milliseconds);
  return {
    cpu: median(rounds.map(({ cpuMilliseconds }) => cpuMilliseconds)),
    p50: quantile(milliseconds, 0.5),
    p99: quantile(milliseconds, 0.99),
  };
}

/** Every page's path, walked by the cursors; and a proof that both servers answer with the same bytes. */
async function pagesOf(...urls: readonly string[]): Promise<string[]> {
  const agent = new http.Agent({ keepAlive: true });
  const paths: string[] = [];
  let path: string | null = `/v1/photos?limit=${pageSize}`;
  while (path !== null && paths.length < pagesMax) {
    const asked: string = path;
    const body = await eventually(() => sameAnswer(agent, asked, urls), { withinSeconds: agreeSecondsMax, everySeconds: 0.2 });
    paths.push(asked);
    const { nextCursor } = JSON.parse(body.toString()) as { nextCursor: string | null };
    path = nextCursor && `/v1/photos?limit=${pageSize}&cursor=${nextCursor}`;
  }
  agent.destroy();
  return paths;
}

async function sameAnswer(agent: http.Agent, path: string, urls: readonly string[]): Promise<Buffer> {
  const [body, other] = await Promise.all(urls.map((url) => ask(agent, url + path)));
  if (!body!.equals(other!)) throw new Error(`${path} is not answered with the same bytes by both.`);
  return body!;
}
