package dev.freehold.server.notifications.webhook;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.server.notifications.NotificationError;
import dev.freehold.server.notifications.NotificationException;
import dev.freehold.server.notifications.NotificationKind;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The webhooks of the tenants. One of another tenant is answered exactly like one that does not
 * exist. Thread-safe.
 */
public final class Webhooks {

  private final Database database;
  private final Ledger ledger;
  private final SealedWebhooks sealed;
  private final WebhookTargets targets;
  private final RandomSource random;
  private final Clock clock;

  /**
   * Keeps webhooks in {@code database}, which also holds the ledger.
   *
   * @param master seals addresses and secrets
   * @param targets where they may lead
   * @param random cryptographically strong
   */
  public Webhooks(
      Database database,
      Ledger ledger,
      ServiceMasterKey master,
      WebhookTargets targets,
      RandomSource random,
      Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.sealed = new SealedWebhooks(master);
    this.targets = targets;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A webhook that was made.
   *
   * @param secret is not shown again; the caller closes it
   */
  public record Made(Webhook webhook, String url, WebhookSecret secret) implements AutoCloseable {
    @Override
    public void close() {
      secret.close();
    }
  }

  /**
   * A webhook as its tenant's administrators see it.
   *
   * @param url the whole address; empty if the row was changed from outside, so that nothing is
   *     sent either
   */
  public record Shown(Webhook webhook, Optional<String> url) {}

  /**
   * Makes a webhook.
   *
   * @param kinds what it gets; empty for everything
   * @param actor who does it, for the ledger
   * @throws NotificationException {@code webhook-invalid}, {@code webhook-refused} or {@code
   *     too-many-webhooks}
   */
  public Made create(UUID tenantId, String url, Set<NotificationKind> kinds, String actor) {
    WebhookAddress address = WebhookAddress.parse(url);
    if (targets.permitted(address).isEmpty()) {
      throw new NotificationException(
          NotificationError.WEBHOOK_REFUSED,
          "the name of a webhook's address leads to a public address; ask the operator to allow"
              + " others");
    }
    Webhook webhook =
        new Webhook(
            UUID.randomUUID(),
            tenantId,
            address.host(),
            kinds,
            actor,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    WebhookSecret secret = WebhookSecret.generate(random);
    try {
      database.write(
          tx -> {
            insert(tx, webhook, address, secret);
            return null;
          });
    } catch (RuntimeException failed) {
      secret.close();
      throw failed;
    }
    return new Made(webhook, address.url(), secret);
  }

  private void insert(Handle tx, Webhook webhook, WebhookAddress address, WebhookSecret secret) {
    WebhookRows.lockTenant(tx, webhook.tenantId());
    if (WebhookRows.list(tx, webhook.tenantId()).size() >= WebhookLimits.MAX_WEBHOOKS) {
      throw new NotificationException(
          NotificationError.TOO_MANY_WEBHOOKS,
          "a tenant has at most %d webhooks; delete one first"
              .formatted(WebhookLimits.MAX_WEBHOOKS));
    }
    WebhookRows.insert(tx, webhook, sealed.seal(webhook.tenantId(), webhook.id(), address, secret));
    record(tx, webhook, webhook.createdBy(), "WebhookCreate");
  }

  /** The tenant's webhooks, the oldest first; at most {@link WebhookLimits#MAX_WEBHOOKS}. */
  public List<Shown> list(UUID tenantId) {
    return database.read(tx -> WebhookRows.list(tx, tenantId)).stream().map(this::shown).toList();
  }

  private Shown shown(WebhookRows.Row row) {
    try (SealedWebhooks.Opened opened = sealed.open(row)) {
      return new Shown(row.webhook(), Optional.of(opened.address().url()));
    } catch (CustodyException changed) {
      return new Shown(row.webhook(), Optional.empty());
    }
  }

  /**
   * One of them.
   *
   * @throws NotificationException {@code webhook-not-found}
   */
  public Webhook require(UUID tenantId, UUID id) {
    return database
        .read(tx -> WebhookRows.find(tx, tenantId, id))
        .orElseThrow(Webhooks::notFound)
        .webhook();
  }

  /**
   * Deletes a webhook; what is still to be sent to it is dropped.
   *
   * @throws NotificationException {@code webhook-not-found}
   */
  public void delete(UUID tenantId, UUID id, String actor) {
    database.write(
        tx -> {
          Webhook webhook =
              WebhookRows.find(tx, tenantId, id).orElseThrow(Webhooks::notFound).webhook();
          if (!WebhookRows.delete(tx, tenantId, id)) {
            throw notFound();
          }
          record(tx, webhook, actor, "WebhookDelete");
          return null;
        });
  }

  /** Those that get a kind. */
  List<Webhook> of(UUID tenantId, NotificationKind kind) {
    return database.read(tx -> WebhookRows.list(tx, tenantId)).stream()
        .map(WebhookRows.Row::webhook)
        .filter(webhook -> webhook.gets(kind))
        .toList();
  }

  /** Address and secret of one that is still there; the caller closes it. */
  Optional<SealedWebhooks.Opened> open(UUID tenantId, UUID id) {
    return database.read(tx -> WebhookRows.find(tx, tenantId, id)).map(sealed::open);
  }

  /** The ledger has the host only: the rest of an address may be a secret. */
  private void record(Handle tx, Webhook webhook, String actor, String operation) {
    ledger.append(
        tx,
        new LedgerEntry(
            webhook.tenantId(),
            actor,
            operation,
            webhook.id().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("host", webhook.host())));
  }

  private static NotificationException notFound() {
    return new NotificationException(
        NotificationError.WEBHOOK_NOT_FOUND, "the tenant has no such webhook; list its webhooks");
  }
}
