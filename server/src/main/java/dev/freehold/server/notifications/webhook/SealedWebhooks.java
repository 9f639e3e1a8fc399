package dev.freehold.server.notifications.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import dev.freehold.persistence.RowIds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * Secret and address of webhooks at rest, under the service master key, as one: somebody who writes
 * to the database can neither send a tenant's notifications elsewhere nor give them to another
 * tenant.
 */
final class SealedWebhooks {

  private final ServiceMasterKey master;

  SealedWebhooks(ServiceMasterKey master) {
    this.master = master;
  }

  /** Both, opened. */
  record Opened(WebhookAddress address, WebhookSecret secret) implements AutoCloseable {
    @Override
    public void close() {
      secret.close();
    }
  }

  Ciphertext seal(UUID tenantId, UUID id, WebhookAddress address, WebhookSecret secret) {
    byte[] key = secret.copy();
    byte[] url = address.url().getBytes(US_ASCII);
    byte[] plain = ByteBuffer.allocate(key.length + url.length).put(key).put(url).array();
    try {
      return Ciphertext.of(master.seal(Purpose.WEBHOOK, bound(tenantId, id), plain));
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Opens what was sealed for the same webhook; the caller closes it.
   *
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if it does not open
   */
  Opened open(WebhookRows.Row row) {
    byte[] plain =
        master.open(
            Purpose.WEBHOOK,
            bound(row.webhook().tenantId(), row.webhook().id()),
            row.sealed().bytes());
    try {
      int length = WebhookLimits.SECRET_BYTES;
      String url = new String(plain, length, plain.length - length, US_ASCII);
      return new Opened(
          WebhookAddress.parse(url), WebhookSecret.takeOver(Arrays.copyOf(plain, length)));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] bound(UUID tenantId, UUID id) {
    return ByteBuffer.allocate(2 * 2 * Long.BYTES)
        .put(RowIds.bytes(tenantId))
        .put(RowIds.bytes(id))
        .array();
  }
}
