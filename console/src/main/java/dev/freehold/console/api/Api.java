package dev.freehold.console.api;

/** The REST API as one person of a session may use it, within the process. Used by one thread. */
public interface Api {

  /** Whether the person's roles let a request of this method and path through now. */
  boolean allows(String method, String path);

  /** Makes a request; every check of the API holds for it. */
  ApiAnswer call(ApiCall call);

  /** The key vaults of this server, which have APIs of their own. */
  default VaultApi vaults() {
    return VaultApi.none();
  }
}
