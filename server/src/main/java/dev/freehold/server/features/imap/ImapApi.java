package dev.freehold.server.features.imap;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.identity.TenantImap;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import java.io.IOException;
import java.util.UUID;

/** Whether the people of a tenant may use IMAP. */
final class ImapApi {

  private final TenantImap tenants;

  ImapApi(TenantImap tenants) {
    this.tenants = tenants;
  }

  /** {@code GET /api/v1/imap}. */
  void get(Exchange exchange) throws IOException {
    reply(exchange);
  }

  /**
   * {@code PUT /api/v1/imap} with {@code {"enabled"}}: false ends the open connections of all
   * mailboxes of the tenant within seconds.
   */
  void set(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    boolean enabled = exchange.json(Setting.class).enabled();
    tenants.setEnabled(tenantId, enabled, exchange.caller().objectId().toString());
    reply(exchange);
  }

  private void reply(Exchange exchange) throws IOException {
    exchange.reply(200, new Setting(tenants.isEnabled(exchange.caller().tenantId())));
  }

  /**
   * What is set for the whole tenant.
   *
   * @param enabled whether those may use IMAP for whose mailbox it is not switched off
   */
  record Setting(@Required @JsonProperty("enabled") Boolean enabled) {}
}
