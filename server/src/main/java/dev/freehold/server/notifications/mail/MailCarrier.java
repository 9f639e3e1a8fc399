package dev.freehold.server.notifications.mail;

import dev.freehold.custody.identity.HeldRole;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.Users;
import dev.freehold.persistence.Database;
import dev.freehold.server.notifications.Audience;
import dev.freehold.server.notifications.Carried;
import dev.freehold.server.notifications.Carrier;
import dev.freehold.server.notifications.Channel;
import dev.freehold.server.notifications.Notification;
import dev.freehold.server.notifications.NotificationKind;
import dev.freehold.server.notifications.NotificationLimits;
import dev.freehold.server.notifications.Occasion;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes to people by their roles, and to the operators. Thread-safe. */
public final class MailCarrier implements Carrier {

  /** Stands for the operators of the server. */
  private static final String OPERATORS = "operators";

  private final Database database;
  private final Users users;
  private final OptOuts optOuts;
  private final SmtpSending smtp;
  private final List<String> operators;
  private final MailTexts texts;

  /**
   * Sends by {@code server}.
   *
   * @param database the directory's
   * @param operators addresses of those who run this server; may be none
   * @param api the address of the REST API, for texts
   */
  public MailCarrier(
      Database database,
      Users users,
      OptOuts optOuts,
      SmtpServer server,
      List<String> operators,
      URI api,
      Clock clock) {
    this.database = database;
    this.users = users;
    this.optOuts = optOuts;
    this.smtp = new SmtpSending(server, clock);
    this.operators = List.copyOf(operators);
    this.texts = new MailTexts(api);
  }

  @Override
  public Channel channel() {
    return Channel.MAIL;
  }

  @Override
  public List<String> receivers(Occasion occasion) {
    Audience audience = occasion.kind().audience();
    Set<UUID> persons = new LinkedHashSet<>(occasion.persons());
    audience.roles().forEach(role -> persons.addAll(holders(occasion.tenantId(), role)));
    Stream<String> people =
        persons.isEmpty()
            ? Stream.empty()
            : users.find(occasion.tenantId(), persons).stream()
                .filter(user -> refusal(user, occasion.kind()).isEmpty())
                .map(user -> user.identity().objectId().toString());
    Stream<String> those =
        audience.operators() && !operators.isEmpty() ? Stream.of(OPERATORS) : Stream.empty();
    return Stream.concat(those, people).limit(NotificationLimits.MAX_RECEIVERS).toList();
  }

  /** Whoever's row is not authentic is told nothing. */
  private List<UUID> holders(UUID tenantId, Role role) {
    return database.read(tx -> HeldRole.among(tx, tenantId, role)).stream()
        .filter(held -> held.roles().isPresent())
        .map(HeldRole::objectId)
        .toList();
  }

  /** Why a person gets no e-mail of a kind, as things are now. */
  private Optional<String> refusal(User user, NotificationKind kind) {
    Set<Role> roles = kind.audience().roles();
    if (!user.identity().enabled()) {
      return Optional.of("person-disabled");
    }
    if (!roles.isEmpty() && Collections.disjoint(roles, user.identity().roles())) {
      return Optional.of("role-missing");
    }
    if (MailAddresses.of(user).isEmpty()) {
      return Optional.of("no-address");
    }
    UUID objectId = user.identity().objectId();
    return optOuts.of(user.identity().tenantId(), objectId).contains(kind)
        ? Optional.of("opted-out")
        : Optional.empty();
  }

  @Override
  public Carried carry(Notification notification, String receiver) {
    if (receiver.equals(OPERATORS)) {
      return operators.isEmpty()
          ? Carried.noReceiver("no-address")
          : send(notification, receiver, operators);
    }
    Optional<User> found = users.find(notification.tenantId(), receiver);
    if (found.isEmpty()) {
      return Carried.noReceiver("person-gone");
    }
    return refusal(found.get(), notification.kind())
        .map(Carried::noReceiver)
        .orElseGet(
            () ->
                send(notification, receiver, List.of(MailAddresses.of(found.get()).orElseThrow())));
  }

  private Carried send(Notification notification, String receiver, List<String> addresses) {
    return smtp.send(
        notification.id() + "." + receiver,
        notification.kind().word(),
        addresses,
        texts.subject(notification),
        texts.body(notification));
  }
}
