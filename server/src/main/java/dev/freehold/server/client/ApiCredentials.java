package dev.freehold.server.client;

import dev.freehold.web.client.Form;
import java.net.URI;

/** What a client signs in with at a server: an application's secret, or a person's password. */
public sealed interface ApiCredentials permits Connection, Person {

  /** The base URL, such as {@code https://freehold.localhost:8443}. */
  URI server();

  /** The certificate authorities to trust, as PEM; empty for those that Java trusts. */
  String authorityPem();

  /** The tenant's GUID, or {@code organizations} for the one that the person's name belongs to. */
  String tenant();

  /** What is sent for a token but the scope; the caller closes it. */
  Form grant();
}
