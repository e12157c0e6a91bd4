import { z } from 'zod';

/** By which recipe variants were made: which kind, and which version of it. A reader may be older than the recipe it hears of. */
export const recipeRef = z
  .object({
    name: z
      .string()
      .max(40)
      .regex(/^[a-z]+$/),
    version: z.int().positive(),
  })
  .meta({ id: 'Recipe' });
export type RecipeRef = z.infer<typeof recipeRef>;

/** What everybody made before recipes had names. */
export const firstRecipe: RecipeRef = { name: 'standard', version: 1 };
