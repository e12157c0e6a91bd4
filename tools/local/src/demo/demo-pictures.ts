/** A landscape that nobody has seen: colours as #rrggbb, sizes as parts of the picture's height. */
export interface DemoPicture {
  readonly title: string;
  readonly tags: string;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** From the top down to the horizon. */
  readonly sky: readonly string[];
  /** Sun or moon, from the left and from the top. */
  readonly light: { readonly x: number; readonly y: number; readonly radius: number; readonly colour: string };
  /** Ridges from the farthest to the nearest. */
  readonly ridges: readonly string[];
  /** How high the ridges rise and how jagged they are: dunes 0.1, mountains 0.5. */
  readonly relief: number;
  readonly stars: number;
  /** The lower part mirrors the upper one. */
  readonly water: boolean;
}

const landscape = { width: 1800, height: 1200 };
const portrait = { width: 1200, height: 1600 };
const square = { width: 1400, height: 1400 };
const panorama = { width: 2400, height: 1000 };
const dry = { stars: 0, water: false };
const lake = { stars: 0, water: true };

const sun = (x: number, y: number, radius = 0.05, colour = '#fff3d0') => ({ x, y, radius, colour });
const moon = (x: number, y: number, radius = 0.035) => ({ x, y, radius, colour: '#f4f1e6' });

/** A dozen, of several shapes, so that a grid has something to do. */
export const demoPictures: readonly DemoPicture[] = [
  {
    title: 'First light',
    tags: 'mountains, morning',
    ...landscape,
    ...dry,
    seed: 3,
    relief: 0.4,
    sky: ['#2b3a67', '#8d6a9f', '#f2a07b', '#ffd9a0'],
    light: sun(0.63, 0.47),
    ridges: ['#c58a8f', '#94637f', '#5f4369', '#33284a', '#171427'],
  },
  {
    title: 'Dunes before the heat',
    tags: 'desert',
    ...panorama,
    ...dry,
    seed: 11,
    relief: 0.12,
    sky: ['#7fb2d9', '#cfe0e2', '#f7e5c4'],
    light: sun(0.2, 0.4, 0.045),
    ridges: ['#eac48f', '#d9a066', '#c07f45', '#8c5630'],
  },
  {
    title: 'Night over the pass',
    tags: 'night, stars, mountains',
    ...portrait,
    seed: 23,
    relief: 0.5,
    stars: 700,
    water: false,
    sky: ['#050816', '#0c1633', '#20315c'],
    light: moon(0.72, 0.2),
    ridges: ['#24345a', '#18223f', '#0d1327', '#060913'],
  },
  {
    title: 'Still lake',
    tags: 'lake, evening',
    ...landscape,
    ...lake,
    seed: 37,
    relief: 0.34,
    sky: ['#37548a', '#7c8fc0', '#f0b8a6', '#ffe3bd'],
    light: sun(0.38, 0.34, 0.04),
    ridges: ['#7a7fa8', '#535c86', '#303a5c'],
  },
  {
    title: 'Fog in the valleys',
    tags: 'fog, morning',
    ...square,
    ...dry,
    seed: 41,
    relief: 0.3,
    sky: ['#b9c6cf', '#d9dfe1', '#eef0ee'],
    light: sun(0.5, 0.3, 0.05, '#fffdf4'),
    ridges: ['#cfd6d8', '#b2bdc1', '#8d9ca3', '#62757e', '#3b4d57'],
  },
  {
    title: 'Red evening',
    tags: 'sunset',
    ...portrait,
    ...dry,
    seed: 53,
    relief: 0.26,
    sky: ['#3d1f47', '#8f2d56', '#e4572e', '#ffb454'],
    light: sun(0.5, 0.52, 0.09, '#ffe9b0'),
    ridges: ['#a13c3f', '#6c2a3d', '#3e1c31', '#1c0f1c'],
  },
  {
    title: 'Winter noon',
    tags: 'snow, mountains',
    ...landscape,
    ...dry,
    seed: 61,
    relief: 0.5,
    sky: ['#2f6fb5', '#79abd8', '#d3e6f2'],
    light: sun(0.82, 0.16, 0.035, '#ffffff'),
    ridges: ['#e8f0f6', '#c9d9e6', '#9db8cc', '#5f819c'],
  },
  {
    title: 'Moonrise by the sea',
    tags: 'night, sea',
    ...panorama,
    seed: 71,
    relief: 0.08,
    stars: 350,
    water: true,
    sky: ['#0a1128', '#1c2f5b', '#4a5f96'],
    light: moon(0.7, 0.28, 0.06),
    ridges: ['#1c2748', '#10182f'],
  },
  {
    title: 'Green hills',
    tags: 'spring',
    ...landscape,
    ...dry,
    seed: 83,
    relief: 0.18,
    sky: ['#5aa9e6', '#a9d6f5', '#eaf6f6'],
    light: sun(0.25, 0.2, 0.04),
    ridges: ['#a8c69f', '#7fb069', '#57943f', '#356b2b', '#1f4420'],
  },
  {
    title: 'Harbour before rain',
    tags: 'sea, rain',
    ...square,
    ...lake,
    seed: 97,
    relief: 0.14,
    sky: ['#4b5563', '#7d8793', '#b9bfc4'],
    light: sun(0.66, 0.33, 0.03, '#f1f3f4'),
    ridges: ['#7b8591', '#5a6470', '#3c454f'],
  },
  {
    title: 'Violet hour',
    tags: 'lake, night',
    ...portrait,
    seed: 101,
    relief: 0.36,
    stars: 160,
    water: true,
    sky: ['#1b1035', '#4a2b6b', '#a05195', '#f08a8a'],
    light: moon(0.3, 0.24, 0.045),
    ridges: ['#7a4a86', '#4d3166', '#281c42'],
  },
  {
    title: 'The long road home',
    tags: 'evening, mountains',
    ...panorama,
    ...dry,
    seed: 113,
    relief: 0.42,
    sky: ['#264653', '#5d8a8d', '#e9c46a', '#f4a261'],
    light: sun(0.48, 0.5, 0.06),
    ridges: ['#b98b5e', '#7f6a55', '#4d4a4b', '#2a2f36', '#14181d'],
  },
];
