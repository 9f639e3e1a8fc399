package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.exchange.call.ResultSize;
import dev.freehold.shell.service.Filter;
import dev.freehold.shell.service.ShellProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Get-Mailbox and Get-MailUser: show recipients. */
public final class GetRecipientCmdlet {

  /** What the original has besides ordinary mailboxes; here there are none of these. */
  private static final List<String> OTHER_KINDS =
      List.of("InactiveMailboxOnly", "PublicFolder", "GroupMailbox", "Migration", "MailboxPlan");

  private static final String REMOVED_MAILBOX = "SoftDeletedMailbox";
  private static final String REMOVED_MAIL_USER = "SoftDeletedMailUser";

  private final ExchangeConnection exchange;
  private final RecipientType kind;
  private final RecipientObjects objects;

  public GetRecipientCmdlet(ExchangeConnection exchange, RecipientType kind) {
    this.exchange = exchange;
    this.kind = kind;
    objects = new RecipientObjects(exchange, kind);
  }

  public CmdletInfo info() {
    CmdletInfo.Builder builder =
        ExchangeConnection.cmdlet("Get-" + kind.noun(), "Shows one recipient, or all that match.")
            .defaultSet("Identity")
            .with(
                identity(),
                Parameter.text("Anr").in("AnrSet"),
                Parameter.text("Filter"),
                ResultSize.parameter(),
                Parameter.text("SortBy"),
                Parameter.texts("RecipientTypeDetails")
                    .valid(Validation.set(details().toArray(String[]::new))),
                Parameter.any("OrganizationalUnit"),
                Parameter.any("DomainController"));
    switch (kind) {
      case MAILBOX ->
          builder.with(
              Parameter.text("MailboxPlan").in("MailboxPlanSet"),
              Parameter.flag("Archive"),
              Parameter.flag("InactiveMailboxOnly"),
              Parameter.flag("IncludeInactiveMailbox"),
              Parameter.flag(REMOVED_MAILBOX),
              Parameter.flag("PublicFolder"),
              Parameter.flag("GroupMailbox"),
              Parameter.flag("Migration"));
      case MAIL_USER -> builder.with(Parameter.flag(REMOVED_MAIL_USER));
    }
    return builder.writes(kind.typeName()).does(() -> this::process);
  }

  /** The published values; of most there is nothing here. */
  private List<String> details() {
    return switch (kind) {
      case MAILBOX ->
          List.of(
              "UserMailbox",
              "SharedMailbox",
              "RoomMailbox",
              "EquipmentMailbox",
              "DiscoveryMailbox",
              "GroupMailbox",
              "LegacyMailbox",
              "LinkedMailbox",
              "LinkedRoomMailbox",
              "SchedulingMailbox",
              "TeamMailbox");
      case MAIL_USER -> List.of("MailUser", "GuestMailUser");
    };
  }

  private static Parameter identity() {
    return Parameter.of("Identity", ExchangeIdentities.parameter().type())
        .in("Identity")
        .at(0)
        .byValue();
  }

  private void process(Invocation call) {
    Bound bound = call.bound();
    Object identity = bound.value("Identity");
    String asked = ExchangeIdentities.of(identity);
    if (OTHER_KINDS.stream().anyMatch(bound::flag)) {
      return;
    }
    exchange.guard(
        call,
        ExchangeIdentities.shown(identity),
        () -> {
          if (asked.isEmpty()) {
            list(call);
          } else {
            String path =
                isOfRemoved(bound) ? RecipientPages.removedPath(asked) : RecipientPages.path(asked);
            one(call, path, ExchangeIdentities.shown(identity));
          }
        });
  }

  private static boolean isOfRemoved(Bound bound) {
    return bound.flag(REMOVED_MAILBOX) || bound.flag(REMOVED_MAIL_USER);
  }

  private void one(Invocation call, String path, String shown) {
    JsonNode view = exchange.rest().get(path);
    if (RecipientPages.isOfKind(kind, view)) {
      call.write(objects.of(view));
    } else {
      call.error(exchange.errors().notFound(shown));
    }
  }

  private void list(Invocation call) {
    Bound bound = call.bound();
    RecipientFilter filter =
        isOfRemoved(bound)
            ? RecipientFilter.here(bound.text("Filter"))
            : RecipientFilter.of(bound.text("Filter"));
    RecipientPages pages =
        isOfRemoved(bound)
            ? RecipientPages.removed(exchange, kind)
            : new RecipientPages(exchange, kind, filter.policy(), bound.text("Anr"));
    Optional<String> sortBy = bound.text("SortBy").filter(text -> !text.isEmpty());
    long limit = ResultSize.of(bound);
    if (sortBy.isPresent()) {
      List<PsObject> all = new ArrayList<>();
      stream(
          pages,
          filter.rest(),
          bound,
          Long.MAX_VALUE,
          object -> {
            requireProperty(object, sortBy.get());
            all.add(object);
          });
      sorted(all, sortBy.get()).limit(limit).forEach(call::write);
      warnOfMore(call, all.size() > limit, limit);
    } else {
      warnOfMore(call, stream(pages, filter.rest(), bound, limit, call::write), limit);
    }
  }

  private static void requireProperty(PsObject object, String name) {
    if (!object.has(name)) {
      throw ShellProblem.stop(
          ShellProblem.argument(
              "SortPropertyUnknown",
              "-SortBy names \"%s\", which is no property of these objects.".formatted(name)));
    }
  }

  private static void warnOfMore(Invocation call, boolean more, long limit) {
    if (more) {
      call.warning(ResultSize.more(limit));
    }
  }

  private static Stream<PsObject> sorted(List<PsObject> all, String property) {
    return all.stream()
        .sorted((one, other) -> Comparison.compare(one.get(property), other.get(property), false));
  }

  /** Gives those that are meant as they come; true if there are more than may be. */
  private boolean stream(
      RecipientPages pages, Filter filter, Bound bound, long limit, Consumer<PsObject> out) {
    long[] given = {0};
    boolean[] more = {false};
    pages.each(
        view -> {
          PsObject object = objects.of(view);
          if (!isWanted(object, bound) || !filter.matches(object)) {
            return true;
          }
          if (given[0] == limit) {
            more[0] = true;
            return false;
          }
          given[0]++;
          out.accept(object);
          return true;
        });
    return more[0];
  }

  private static boolean isWanted(PsObject object, Bound bound) {
    List<String> details = bound.texts("RecipientTypeDetails");
    return (details.isEmpty()
            || details.stream()
                .anyMatch(String.valueOf(object.get("RecipientTypeDetails"))::equalsIgnoreCase))
        && (!bound.flag("Archive") || object.get("ArchiveGuid") != null);
  }
}
