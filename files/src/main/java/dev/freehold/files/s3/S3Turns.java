package dev.freehold.files.s3;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.work.BusyException;
import dev.freehold.crypto.work.FairGate;
import dev.freehold.files.s3.operation.S3Call;
import dev.freehold.files.s3.request.QueryOnly;
import dev.freehold.files.s3.request.RequestFacts;
import dev.freehold.web.WebLimits;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.PeerNetworks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gaul.s3proxy.auth.S3AuthorizationHeader;

/**
 * Lets tenants take turns. Whose a request is shows before its signature is checked: it is the
 * tenant's whose access key it names, if that key signed well from the same network before. All
 * others from one network are one. Thread-safe.
 */
final class S3Turns {

  private final FairGate gate;
  private final KnownNetworks known;

  @GuardedBy("itself")
  private final Map<Signer, UUID> tenants =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Signer, UUID> eldest) {
          return size() > WebLimits.MAX_KNOWN_NETWORKS;
        }
      };

  S3Turns(int maxRequests, KnownNetworks known) {
    this.known = known;
    this.gate =
        new FairGate(
            "S3",
            new FairGate.Bounds(
                maxRequests,
                Math.ceilDiv(maxRequests, WebLimits.REQUEST_PARTS_OF_SHARE),
                WebLimits.MAX_WAITING_REQUESTS_OF_SHARE,
                WebLimits.MAX_WAITING_REQUESTS,
                WebLimits.MAX_REQUEST_WAIT));
  }

  /**
   * Waits for the request's turn.
   *
   * @throws BusyException if too many wait, or it does not come in time
   */
  FairGate.Place enter(QueryOnly request) {
    String network = PeerNetworks.of(request.getRemoteAddr());
    return gate.enter(
        // A body that is held comes before anybody knows whether the signature is good.
        new RequestFacts(request).heldBytes() > 0
            ? network
            : tenant(request, network).<Object>map(tenant -> tenant).orElse(network));
  }

  private Optional<UUID> tenant(HttpServletRequest request, String network) {
    return accessKeyId(request)
        .map(
            id -> {
              synchronized (tenants) {
                return tenants.get(new Signer(id, network));
              }
            });
  }

  private static Optional<String> accessKeyId(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(new S3AuthorizationHeader(header).getIdentity());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** A request was signed well. */
  void signed(HttpServletRequest request, S3Call.Signer signer) {
    known.remember(request.getRemoteAddr());
    Signer seen = new Signer(signer.accessKeyId(), PeerNetworks.of(request.getRemoteAddr()));
    synchronized (tenants) {
      tenants.put(seen, signer.caller().tenantId());
    }
  }

  private record Signer(String accessKeyId, String network) {}
}
