package dev.freehold.shell.remote;

import java.util.UUID;

/** An account that is signed in at one server. Safe for use by many threads. */
public interface Account {

  /** The name to show: a user principal name, or an application's client id. */
  String name();

  /** The tenant it is signed in to. */
  UUID tenantId();

  /** Where it is signed in. */
  ServerAddress server();

  /**
   * A token for a resource, good for a while; a kept one if there is one.
   *
   * @param resource the audience, such as {@code api://freehold} or the address of the vaults
   * @return what goes into the Authorization header after {@code Bearer}; show it nowhere
   * @throws RemoteException if the account is no longer good, or its server does not answer
   */
  String token(String resource);
}
