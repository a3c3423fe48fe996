/** One environment's turn: whoever changes what an environment declares, renders or delivers holds it. */
export interface Lock {
  /**
   * Runs `work` while holding the lock, and gives it back whatever happens. `what` names the holder to others:
   * `switch to balanced`. Throws `busy`, naming the present holder, where somebody alive holds it.
   */
  hold<T>(what: string, work: () => Promise<T>): Promise<T>;
}
