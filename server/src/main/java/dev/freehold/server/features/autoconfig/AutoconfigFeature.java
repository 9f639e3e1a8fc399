package dev.freehold.server.features.autoconfig;

import static dev.freehold.server.features.Admissions.ANYONE;
import static dev.freehold.server.features.Admissions.MEMBERS;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.Shape.gives;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.Users;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.server.config.ServerSettings.MailPrograms;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.Route;
import java.util.List;

/** How mail programs configure themselves. It has no routes while they are not served. */
public final class AutoconfigFeature implements Feature {

  private static final String XML = "application/xml";
  private static final String APPLE = "application/x-apple-aspen-config";
  private static final QueryParameter ADDRESS =
      QueryParameter.text("emailaddress", "whose program asks; the answer is the same for all");

  private final MailPrograms told;
  private final Users users;
  private final Mailboxes mailboxes;

  /** Builds the feature from these parts. */
  public AutoconfigFeature(MailPrograms told, Users users, Mailboxes mailboxes) {
    this.told = told;
    this.users = users;
    this.mailboxes = mailboxes;
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    if (!told.areServed()) {
      return List.of();
    }
    return List.of(
        get(
            "Get the settings of mail programs",
            "/.well-known/autoconfig/mail/config-v1.1.xml",
            ANYONE,
            this::file,
            ADDRESS,
            gives(200, XML)),
        get(
            "Get the settings of mail programs at the host autoconfig of a domain",
            "/mail/config-v1.1.xml",
            ANYONE,
            this::file,
            ADDRESS,
            gives(200, XML)),
        get(
            "Get a profile of your mailbox for Apple devices",
            "/api/v1/me/mail-profile",
            MEMBERS,
            this::profile,
            gives(200, APPLE)));
  }

  private void file(Exchange exchange) {
    exchange.reply(200, XML, ThunderbirdFile.of(told).getBytes(UTF_8));
  }

  /** For people with a mailbox; everybody else is told that there is none. */
  private void profile(Exchange exchange) {
    Caller caller = exchange.caller();
    User person =
        users
            .find(caller.tenantId(), caller.objectId().toString())
            .filter(
                user -> mailboxes.ofUser(caller.tenantId(), user.userPrincipalName()).isPresent())
            .orElseThrow(ProblemException::notFound);
    exchange.setHeader("Content-Disposition", "attachment; filename=\"mail.mobileconfig\"");
    exchange.reply(200, APPLE, AppleProfile.of(told, person).getBytes(UTF_8));
  }
}
