package dev.freehold.files.s3;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.work.BusyException;
import dev.freehold.crypto.work.FairGate;
import dev.freehold.files.s3.request.S3Caller;
import dev.freehold.files.s3.request.S3Request;
import dev.freehold.web.WebLimits;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.PeerNetworks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets tenants take turns. Whose a request is shows before its signature is checked, and anybody
 * may name an access key, so a request begins in the turn of its network and goes on in its
 * tenant's once the signature holds. It begins in its tenant's if the key that it names signed well
 * from the same network before, and no request that named it there was refused since. Thread-safe.
 */
final class S3Turns {

  private static final FairGate.Place NONE = () -> {};

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
  Turn enter(S3Request request) {
    String network = PeerNetworks.of(request.getRemoteAddr());
    Optional<Signer> named = request.accessKeyId().map(id -> new Signer(id, network));
    // A body that is held comes before anybody knows whether the signature is good.
    Optional<UUID> tenant =
        request.heldBytes() > 0 ? Optional.empty() : named.flatMap(this::tenant);
    Object share = tenant.isPresent() ? tenant.get() : network;
    return new Turn(
        request.getRemoteAddr(),
        tenant.isPresent() ? named : Optional.empty(),
        share,
        gate.enter(share));
  }

  private Optional<UUID> tenant(Signer signer) {
    synchronized (tenants) {
      return Optional.ofNullable(tenants.get(signer));
    }
  }

  private record Signer(String accessKeyId, String network) {}

  /** The turn of one request, for one thread; it ends when it is closed. */
  final class Turn implements AutoCloseable {

    private final String address;
    private final Optional<Signer> believed;
    private Object share;
    private FairGate.Place place;
    private boolean isSigned;

    private Turn(String address, Optional<Signer> believed, Object share, FairGate.Place place) {
      this.address = address;
      this.believed = believed;
      this.share = share;
      this.place = place;
    }

    /**
     * The request was signed well by {@code caller}. If it is not in the turn of that tenant, it
     * leaves the one that it is in and waits for that.
     *
     * @throws BusyException if too many wait, or it does not come in time
     */
    void signed(S3Caller caller) {
      isSigned = true;
      known.remember(address);
      synchronized (tenants) {
        tenants.put(new Signer(caller.accessKeyId(), PeerNetworks.of(address)), caller.tenantId());
      }
      if (!share.equals(caller.tenantId())) {
        // Not the other way round: with two places each, all could wait for one another.
        place.close();
        place = NONE;
        share = caller.tenantId();
        place = gate.enter(share);
      }
    }

    /** Whose turn it is: a tenant's id or a network. */
    Object share() {
      return share;
    }

    @Override
    public void close() {
      place.close();
      if (!isSigned) {
        believed.ifPresent(
            signer -> {
              synchronized (tenants) {
                tenants.remove(signer);
              }
            });
      }
    }
  }
}
