package dev.freehold.bench;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A person's mailbox, in a tenant of a server that has just started. */
public final class BenchMailbox {

  /** The person's name and the mailbox's address. */
  public static final String USER = "alice@bench.example";

  /** The person's password. */
  public static final String PASSWORD = "tidal-marsh-lantern-41";

  private static final String FIRST_PASSWORD = "copper-orchard-window-77";

  private BenchMailbox() {}

  /** Makes the person and the mailbox. */
  public static void make(ApiClient administrator) throws IOException {
    administrator.post(
        "/api/v1/users",
        Map.of(
            "userPrincipalName",
            USER,
            "displayName",
            "Alice",
            "roles",
            List.of(),
            "password",
            FIRST_PASSWORD));
    administrator.post("/api/v1/mailboxes", Map.of("address", USER));
    administrator.post(
        "/api/v1/password",
        Map.of(
            "userPrincipalName", USER,
            "currentPassword", FIRST_PASSWORD,
            "newPassword", PASSWORD));
  }
}
