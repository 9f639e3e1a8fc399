package dev.freehold.server.features.notifications;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.people.Users;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.notifications.NotificationKind;
import dev.freehold.server.notifications.mail.MailAddresses;
import dev.freehold.server.notifications.mail.OptOuts;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Of what the caller gets e-mail. */
final class OwnNotificationsApi {

  private final Users users;
  private final OptOuts optOuts;
  private final boolean isSent;

  /** Tells whether any e-mail {@code isSent}. */
  OwnNotificationsApi(Users users, OptOuts optOuts, boolean isSent) {
    this.users = users;
    this.optOuts = optOuts;
    this.isSent = isSent;
  }

  /** {@code GET /api/v1/me/notifications}. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, view(exchange.caller()));
  }

  /** {@code PUT /api/v1/me/notifications} with {@code {"off": [kinds]}}. */
  void choose(Exchange exchange) throws IOException {
    optOuts.choose(exchange.caller(), WebhooksApi.kinds(exchange.json(Wanted.class).off()));
    exchange.reply(200, view(exchange.caller()));
  }

  private View view(Caller caller) {
    Set<NotificationKind> off = optOuts.of(caller.tenantId(), caller.objectId());
    return new View(
        isSent,
        users
            .find(caller.tenantId(), caller.objectId().toString())
            .flatMap(MailAddresses::of)
            .orElse(null),
        Arrays.stream(NotificationKind.values())
            .filter(kind -> kind != NotificationKind.TEST)
            .map(kind -> Kind.of(kind, caller, !off.contains(kind)))
            .toList());
  }

  /** Of what the caller wants no e-mail; replaces what it was. */
  record Wanted(@Required List<String> off) {
    Wanted {
      off = List.copyOf(off);
    }
  }

  /**
   * What the caller gets.
   *
   * @param sent whether this server sends e-mail at all
   * @param address where to; absent if the user principal name is no address
   */
  record View(boolean sent, String address, List<Kind> kinds) {}

  /**
   * A kind of notification.
   *
   * @param byRole whether the caller has a role that is told of it; persons who are named are told
   *     of some kinds without one
   * @param mail whether the caller wants e-mail of it
   */
  record Kind(String kind, boolean byRole, boolean mail) {
    static Kind of(NotificationKind kind, Caller caller, boolean mail) {
      return new Kind(
          kind.word(), !Collections.disjoint(kind.audience().roles(), caller.roles()), mail);
    }
  }
}
