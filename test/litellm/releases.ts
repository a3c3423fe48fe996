/** The LiteLLM releases that the reload module is tested on, the oldest first. A lock of each is in a `locks` folder. */
export const releases = ["1.83.14", "1.94.3", "1.103.11", "1.106.2", "1.108.11", "1.109.1"] as const;

/** The one that `npm start` runs, and `npm test` tests with. */
export const defaultRelease = "1.106.2";
