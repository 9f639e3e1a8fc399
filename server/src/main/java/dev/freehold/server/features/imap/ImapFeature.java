package dev.freehold.server.features.imap;

import static dev.freehold.server.features.Admissions.EXCHANGE;
import static dev.freehold.server.features.Admissions.READERS;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.faults.FaultCounts;
import dev.freehold.custody.identity.TenantImap;
import dev.freehold.custody.passkeys.PasswordAlone;
import dev.freehold.custody.people.AppPasswords;
import dev.freehold.custody.people.ProgramSignIns;
import dev.freehold.custody.people.Users;
import dev.freehold.mail.access.MailboxPermissions;
import dev.freehold.mail.access.ReadRecords;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mailserver.imap.ImapListener;
import dev.freehold.mailserver.imap.ImapListenerSettings;
import dev.freehold.mailserver.imap.ImapMailboxes;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.health.Check;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Authenticator;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.LogTurns;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.ListenSocket;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** IMAP, where the operator chose a port for it. */
public final class ImapFeature implements Feature {

  private final Basics basics;
  private final ServerSettings settings;
  private final Supplier<SSLContext> certificate;
  private final SharedBounds shared;
  private final Function<Closer, ImapMailboxes> mailboxes;
  private final ImapSignIn signIn;
  private final ImapApi api;
  private volatile Optional<ImapListener> listener = Optional.empty();

  /**
   * Who comes in by it.
   *
   * @param users people, for those who have signed in
   * @param passwords their passwords
   * @param appPasswords those for mail programs only
   * @param tokens the issuer's tokens
   * @param passwordAlone for whom a password is enough
   * @param mailboxes theirs
   * @param permissions who may open another's
   * @param records has who did
   * @param nanoTime for what is asked again after a while
   */
  public record People(
      Users users,
      ProgramSignIns passwords,
      AppPasswords appPasswords,
      Authenticator tokens,
      PasswordAlone passwordAlone,
      Mailboxes mailboxes,
      MailboxPermissions permissions,
      ReadRecords records,
      LongSupplier nanoTime) {}

  /**
   * Builds the feature, which does nothing yet.
   *
   * @param certificate asked once, if there is a port with TLS
   * @param shared what all listeners of the process have together
   * @param mailboxes makes what clients reach; the closer ends it
   */
  public ImapFeature(
      Basics basics,
      ServerSettings settings,
      Supplier<SSLContext> certificate,
      SharedBounds shared,
      People people,
      Function<Closer, ImapMailboxes> mailboxes) {
    this.basics = basics;
    this.settings = settings;
    this.certificate = certificate;
    this.shared = shared;
    this.mailboxes = mailboxes;
    this.signIn = new ImapSignIn(people);
    this.api = new ImapApi(new TenantImap(basics.database(), basics.ledger()));
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String path = "/api/v1/imap";
    return List.of(
        get(
            "Get whether the tenant's people may use IMAP",
            path,
            READERS,
            api::get,
            gives(ImapApi.Setting.class)),
        put(
            "Set whether the tenant's people may use IMAP",
            path,
            EXCHANGE,
            api::set,
            takes(ImapApi.Setting.class),
            gives(ImapApi.Setting.class)));
  }

  @Override
  public List<Check> checks() {
    return settings.imap().isOn() ? List.of(new Check("imap", true, this::requireOpen)) : List.of();
  }

  private void requireOpen() {
    if (listener.filter(ImapListener::isOpen).isEmpty()) {
      throw new IllegalStateException("IMAP is not answered");
    }
  }

  @Override
  public void start(Closer closer) {
    ServerSettings.Imap imap = settings.imap();
    if (!imap.isOn()) {
      return;
    }
    ImapListener started =
        closer.add(
            ImapListener.start(
                new ImapListenerSettings(
                    bound(imap.port(), settings.network().bindAddress()),
                    bound(imap.startTlsPort(), settings.network().bindAddress()),
                    bound(imap.plainPort(), "127.0.0.1"),
                    Optional.of(certificate.get()),
                    shared,
                    Math.toIntExact(settings.limits().messageBytes())),
                mailboxes.apply(closer),
                signIn,
                new FaultCounts("imap", basics.meters(), new LogTurns()::take)::told));
    listener = Optional.of(started);
    show(started, basics.meters());
  }

  private static Optional<ListenSocket> bound(int port, String address) {
    return port == 0 ? Optional.empty() : Optional.of(ListenSocket.bind(address, port));
  }

  private static void show(ImapListener listener, MeterRegistry meters) {
    Gauge.builder("freehold.imap.connections", listener, ImapListener::connections)
        .description("Open connections of IMAP")
        .register(meters);
    FunctionCounter.builder("freehold.imap.commands", listener, ImapListener::commands)
        .description("Commands of IMAP that were read")
        .register(meters);
    FunctionCounter.builder("freehold.imap.sign.ins", listener, ImapListener::signIns)
        .description("Sign-ins of IMAP that were good")
        .register(meters);
  }
}
