package dev.freehold.server.features.delivery;

import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.features.Admissions.READERS;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.identity.Tenants;
import dev.freehold.mail.domains.AcceptedDomains;
import dev.freehold.mailserver.lmtp.Delivery;
import dev.freehold.mailserver.lmtp.LmtpServer;
import dev.freehold.mailserver.lmtp.LmtpSettings;
import dev.freehold.server.certificates.ListenerCertificates;
import dev.freehold.server.certificates.ListenerNames;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.http.Route;
import dev.freehold.web.net.ListenSocket;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Mail that transfer agents bring over LMTP, for the domains of tenants. */
public final class DeliveryFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("mail_accepted_domains")
              .sealedRow()
              .ids("id tenant_id")
              .names("domain")
              .numbers("created_at"));

  private final AcceptedDomainsApi api;
  private final Listening listening;
  private final Delivery delivery;
  private final Clock clock;

  /**
   * Builds the feature from these parts.
   *
   * @param delivery where messages go
   */
  public DeliveryFeature(
      AcceptedDomains domains,
      Tenants tenants,
      Listening listening,
      Delivery delivery,
      Clock clock) {
    this.api = new AcceptedDomainsApi(domains, tenants);
    this.listening = listening;
    this.delivery = delivery;
    this.clock = clock;
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String ofTenant = "/api/v1/operator/tenants/{tenant}/accepted-domains";
    return List.of(
        get(
            "List the accepted domains",
            "/api/v1/accepted-domains",
            READERS,
            api::ofTenant,
            gives(AcceptedDomainsApi.DomainPage.class)),
        get(
            "List the accepted domains of a tenant",
            ofTenant,
            OPERATOR,
            api::list,
            gives(AcceptedDomainsApi.DomainPage.class)),
        post(
            "Give a domain to a tenant",
            ofTenant,
            OPERATOR,
            api::add,
            takes(AcceptedDomainsApi.NewDomain.class),
            gives(201, AcceptedDomainsApi.View.class)),
        delete(
            "Take a domain from a tenant",
            ofTenant + "/{domain}",
            OPERATOR,
            api::remove,
            gives(204)));
  }

  @Override
  public void start(Closer closer) {
    if (listening.port() == 0 && listening.settings().socketFile().isEmpty()) {
      return;
    }
    Optional<ListenSocket> socket =
        listening.port() == 0
            ? Optional.empty()
            : Optional.of(closer.add(ListenSocket.bind(listening.bindAddress(), listening.port())));
    try {
      closer.add(new LmtpServer(listening.settings(), socket, delivery, clock));
    } catch (IOException failed) {
      throw new WebException(
          WebError.ADDRESS_UNUSABLE,
          "cannot listen on the socket file of freehold.lmtp.socket: name a file that is not there,"
              + " in a folder that the server may write to",
          failed);
    }
  }

  /**
   * Where the listener is.
   *
   * @param port 0 for none
   */
  public record Listening(String bindAddress, int port, LmtpSettings settings) {

    /** As the operator chose it; the port has the certificate of IMAP, a socket file needs none. */
    public static Listening of(ServerSettings settings, ListenerCertificates certificates) {
      ServerSettings.Delivery delivery = settings.delivery();
      return new Listening(
          settings.network().bindAddress(),
          delivery.port(),
          new LmtpSettings(
              settings.imap().name(),
              delivery.clients(),
              delivery.socketFile(),
              delivery.port() == 0
                  ? Optional.empty()
                  : Optional.of(certificates.of(ListenerNames.IMAP)),
              settings.limits().messageBytes(),
              delivery.junkHeader()));
    }
  }
}
