package dev.freehold.custody.history;

/** What a thread of a node meets when its process dies: nothing that it does next is durable. */
final class NodeDiedError extends Error {

  private static final long serialVersionUID = 1L;

  NodeDiedError(String where) {
    super(where, null, false, false);
  }
}
