package dev.freehold.vault.server;

import dev.freehold.crypto.work.BusyException;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerException;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.plane.KeyPlane;
import dev.freehold.vault.management.ManagementPlane;
import dev.freehold.vault.seals.SealRefusals;
import dev.freehold.vault.throttling.ThrottledException;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.AuditTrail;
import dev.freehold.vault.wire.Authentication;
import dev.freehold.vault.wire.VaultExchange;
import dev.freehold.vault.wire.WireError;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.WebRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads each request to its plane, turns failures into answers, and lets no answer out that is not
 * in the ledger. Never throws. Thread-safe.
 */
final class Gateway {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** Shows clients which generation of the protocol they talk to. */
  private static final String SERVICE_VERSION = "1.9.0.0";

  private static final int MAX_CLIENT_ID_CHARS = 128;
  private static final Pattern CLIENT_ID = Pattern.compile("[\\x21-\\x7e]+");

  private final VaultServerSettings settings;
  private final Database database;
  private final Ledger ledger;
  private final Strangers strangers;
  private final KeyPlane keys;
  private final ManagementPlane management;
  private final SealRefusals refusals;

  Gateway(
      VaultServerSettings settings,
      Database database,
      Ledger ledger,
      Strangers strangers,
      KeyPlane keys,
      ManagementPlane management,
      SealRefusals refusals) {
    this.refusals = refusals;
    this.settings = settings;
    this.database = database;
    this.ledger = ledger;
    this.strangers = strangers;
    this.keys = keys;
    this.management = management;
  }

  Answer answer(WebRequest request) {
    return ActOrigin.<Answer, RuntimeException>call(
        request.remoteAddress(), () -> answered(request));
  }

  private Answer answered(WebRequest request) {
    UUID requestId = UUID.randomUUID();
    AuditTrail trail = new AuditTrail(request, requestId);
    Answer answer = attempt(request, trail);
    strangers.welcome(trail, request);
    answer = recorded(trail, strangers.bounded(request, trail, answer));
    return withHeaders(answer, request, trail, requestId);
  }

  private Answer attempt(WebRequest request, AuditTrail trail) {
    try {
      strangers.admit(request);
      return strangers.inTurn(request, () -> worked(request, trail));
    } catch (WireError e) {
      trail.isRefusedFor(e.describe());
      strangers.tellOfToken(request, e);
      return e.toAnswer();
    } catch (RequestRefusedException e) {
      WireError refusal = WireError.of(e);
      trail.isRefusedFor(refusal.describe());
      return told(request, refusal);
    } catch (ThrottledException e) {
      return turnedAway(request, trail, WireError.throttled(e));
    } catch (BusyException e) {
      return turnedAway(request, trail, WireError.busy(e));
    } catch (PersistenceException | LedgerException e) {
      LOG.error("a request was refused because the database failed", e);
      return WireError.unavailable().toAnswer();
    } catch (VaultException e) {
      if (e.isRefusedRow()) {
        return refusedRow(trail, e);
      }
      LOG.error("a request failed: {}", e.code(), e);
      return (e.error() == VaultError.TOKEN ? WireError.unavailable() : WireError.internal())
          .toAnswer();
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      return WireError.internal().toAnswer();
    }
  }

  /** The row itself was reported where it was found; this request only met it. */
  private Answer refusedRow(AuditTrail trail, VaultException refused) {
    refusals.write(trail.tenantId());
    WireError answer = WireError.refusedRow(refused);
    trail.isRefusedFor(answer.describe());
    return answer.toAnswer();
  }

  private Answer worked(WebRequest request, AuditTrail trail) {
    RequestUri uri = RequestUri.parse(request);
    VaultExchange exchange = new VaultExchange(request, uri, trail, database, ledger);
    return switch (HostTarget.of(request.host(), settings.suffix())) {
      case HostTarget.OfVault vault -> keys.answer(exchange, vault.name());
      case HostTarget.Management any -> managed(exchange);
      case HostTarget.Login _, HostTarget.Unknown _ -> throw KeyErrors.noVault();
    };
  }

  private Answer turnedAway(WebRequest request, AuditTrail trail, WireError refusal) {
    trail.isTurnedAway(refusal.code());
    return told(request, refusal);
  }

  private Answer told(WebRequest request, WireError refusal) {
    strangers.log().refused(request.remoteAddress(), refusal.status(), refusal.code());
    return refusal.toAnswer();
  }

  private Answer managed(VaultExchange exchange) {
    if (Authentication.hasToken(exchange.request())) {
      exchange.trail().bringsToken();
    }
    try {
      return management.answer(exchange);
    } finally {
      if (!exchange.request().method().equals("GET")) {
        strangers.forgetVaults();
      }
    }
  }

  private Answer recorded(AuditTrail trail, Answer answer) {
    if (trail.isOneOfMany() || strangers.isOneTooMany(trail, answer.status())) {
      strangers.count(trail, answer.status());
      return answer;
    }
    try {
      trail.record(ledger, answer.status());
      return answer;
    } catch (PersistenceException | LedgerException e) {
      LOG.error("a request was refused because the ledger failed", e);
      return WireError.unavailable().toAnswer();
    }
  }

  private static String networkInfo(String address) {
    return address.indexOf(':') < 0
        ? "conn_type=Ipv4;addr=" + address + ";act_addr_fam=InterNetwork;"
        : "conn_type=Ipv6;addr=" + address + ";act_addr_fam=InterNetworkV6;";
  }

  private Answer withHeaders(Answer answer, WebRequest request, AuditTrail trail, UUID requestId) {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.put("x-ms-request-id", requestId.toString());
    headers.put(
        "x-ms-keyvault-region",
        trail.location().orElseGet(() -> settings.locations().first().name()));
    headers.put("x-ms-keyvault-service-version", SERVICE_VERSION);
    headers.put("x-ms-keyvault-network-info", networkInfo(request.remoteAddress()));
    request
        .header("x-ms-client-request-id")
        .filter(id -> id.length() <= MAX_CLIENT_ID_CHARS && CLIENT_ID.matcher(id).matches())
        .ifPresent(id -> headers.put("x-ms-client-request-id", id));
    return new Answer(answer.status(), answer.body(), answer.content(), headers);
  }
}
