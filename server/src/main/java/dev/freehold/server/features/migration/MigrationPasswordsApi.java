package dev.freehold.server.features.migration;

import dev.freehold.mail.migration.MigrationBatches;
import dev.freehold.mail.migration.MigrationPasswords;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import java.io.IOException;

/** New passwords for users of a migration batch. */
final class MigrationPasswordsApi {

  private final MigrationPasswords passwords;
  private final MigrationBatches batches;

  MigrationPasswordsApi(MigrationPasswords passwords, MigrationBatches batches) {
    this.passwords = passwords;
    this.batches = batches;
  }

  /**
   * {@code POST /api/v1/migration-batches/{batch}/passwords}; the CSV is base64 in {@code csvData}
   * and has the lines of those users who have new ones.
   */
  void renew(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    passwords.renew(
        exchange.caller().tenantId(),
        exchange.path("batch"),
        BatchFields.csv(wanted.csvData()),
        BatchFields.isSet(wanted.allowUnknownColumns()),
        exchange.actor());
    exchange.reply(
        200,
        MigrationBatchesApi.View.of(
            batches.get(exchange.caller().tenantId(), exchange.path("batch"))));
  }

  record Wanted(@Required String csvData, Boolean allowUnknownColumns) {

    /** Never shows the CSV. */
    @Override
    public String toString() {
      return "Wanted[]";
    }
  }
}
