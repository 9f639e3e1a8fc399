package dev.freehold.shell.remote;

/** A way to get tokens, again and again. Safe for use by one thread at a time. */
@FunctionalInterface
interface TokenSource {

  /**
   * A new token.
   *
   * @param resource the audience
   * @throws RemoteException if there is none
   */
  ReceivedToken ask(String resource);
}
