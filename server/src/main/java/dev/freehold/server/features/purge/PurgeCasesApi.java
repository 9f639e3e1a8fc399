package dev.freehold.server.features.purge;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.custody.purge.PurgeConsents;
import dev.freehold.custody.purge.PurgeRefusals;
import dev.freehold.ledger.receipt.Receipts;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.http.Exchange;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.UUID;

/** Purges, from their request to their end, as the tenant and the operator see them. */
final class PurgeCasesApi {

  private static final String JSON_LINES = "application/jsonl";

  private final PurgeCases cases;
  private final PurgeConsents consents;
  private final Jobs jobs;
  private final Receipts receipts;
  private final PurgeViewer viewer;
  private final Clock clock;

  PurgeCasesApi(
      PurgeCases cases,
      PurgeConsents consents,
      Jobs jobs,
      Receipts receipts,
      PurgeViewer viewer,
      Clock clock) {
    this.cases = cases;
    this.consents = consents;
    this.viewer = viewer;
    this.jobs = jobs;
    this.receipts = receipts;
    this.clock = clock;
  }

  /** {@code GET /api/v1/purges}: the newest first. */
  void list(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    exchange.reply(200, viewer.page(tenantId, cases.list(tenantId)));
  }

  /** {@code GET /api/v1/purges/{purge}}. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, viewer.one(own(exchange)));
  }

  private PurgeCase own(Exchange exchange) {
    return cases.get(exchange.caller().tenantId(), exchange.pathId("purge"));
  }

  /**
   * {@code POST /api/v1/purges/{purge}/consents} with {@code {"vaults": [url, url]}}: the caller,
   * who has just signed in, agrees that the service's access to both is revoked.
   */
  void consent(Exchange exchange) throws IOException {
    UUID id = exchange.pathId("purge");
    PurgesAgreed agreed = exchange.json(PurgesAgreed.class);
    exchange.reply(
        200,
        viewer.one(consents.consent(exchange.caller(), id, agreed.vaults(), exchange.actor())));
  }

  /**
   * {@code GET /api/v1/purges/{purge}/inventory}: JSON lines, exactly the bytes whose hash the case
   * has.
   */
  void inventory(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    UUID id = own(exchange).id();
    Counter counter = new Counter();
    cases.writeInventory(tenantId, id, counter);
    cases.writeInventory(tenantId, id, exchange.replyStream(200, JSON_LINES, counter.bytes));
  }

  /**
   * {@code GET /api/v1/purges/{purge}/receipt?personal=false}: proves the purge without this
   * server; there is none before its end.
   */
  void receipt(Exchange exchange) {
    PurgeCase purge = own(exchange);
    long entry =
        purge
            .receiptEntry()
            .orElseThrow(
                () ->
                    PurgeRefusals.step(purge, "its receipt is made after the keys are destroyed"));
    boolean withPersonalData = !exchange.query("personal").orElse("true").equals("false");
    exchange.setHeader(
        "Content-Disposition",
        "attachment; filename=\"purge-%s-receipt%s.json\""
            .formatted(purge.id(), withPersonalData ? "" : "-without-names"));
    exchange.reply(
        200,
        "application/json",
        receipts
            .of(purge.tenantId(), entry, withPersonalData)
            .orElseThrow(ProblemException::notFound)
            .bytes());
  }

  /** {@code GET /api/v1/operator/purges}: those of all tenants that are not at their end. */
  void open(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        new PurgeViews.OperatorPage(
            cases.open(CustodyLimits.MAX_PAGE_ROWS).stream().map(viewer::forOperator).toList()));
  }

  /** {@code GET /api/v1/operator/purges/{purge}}. */
  void find(Exchange exchange) throws IOException {
    exchange.reply(200, viewer.forOperator(cases.find(exchange.pathId("purge"))));
  }

  /** {@code POST /api/v1/operator/purges/{purge}/resume}: has a run that failed go on. */
  void resume(Exchange exchange) throws IOException {
    PurgeCase purge = cases.find(exchange.pathId("purge"));
    UUID job =
        purge
            .jobId()
            .orElseThrow(
                () -> PurgeRefusals.step(purge, "it has no run yet, which two approvals begin"));
    exchange.reply(
        200, JobView.of(jobs.resume(purge.tenantId(), job, exchange.actor()), clock.instant()));
  }

  /** Counts what is written and keeps nothing: a length is announced before the first byte. */
  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int offset, int length) {
      bytes += length;
    }
  }
}
