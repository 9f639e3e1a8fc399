package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Invocation;
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
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the cmdlets do that show recipients: find one, or list all that the parameters describe. */
public final class RecipientSearch {

  static final String REMOVED_MAILBOX = "SoftDeletedMailbox";
  static final String REMOVED_MAIL_USER = "SoftDeletedMailUser";

  private final ExchangeConnection exchange;
  private final Optional<RecipientType> kind;
  private final Function<JsonNode, PsObject> objects;

  private RecipientSearch(
      ExchangeConnection exchange,
      Optional<RecipientType> kind,
      Function<JsonNode, PsObject> objects) {
    this.exchange = exchange;
    this.kind = kind;
    this.objects = objects;
  }

  /** Mailboxes, or mail users. */
  public static RecipientSearch of(ExchangeConnection exchange, RecipientType kind) {
    RecipientObjects objects = new RecipientObjects(exchange, kind);
    return new RecipientSearch(exchange, Optional.of(kind), objects::of);
  }

  /** Recipients of every kind, with what they have in common. */
  public static RecipientSearch ofAll(ExchangeConnection exchange) {
    return new RecipientSearch(
        exchange, Optional.empty(), view -> ReducedRecipients.of(exchange, view));
  }

  /** Mailboxes as what can be used of them. */
  public static RecipientSearch ofProtocols(ExchangeConnection exchange) {
    return new RecipientSearch(
        exchange,
        Optional.of(RecipientType.MAILBOX),
        view -> CasMailboxCmdlets.object(exchange, view));
  }

  /**
   * Runs a call, by as many of the parameters {@code Filter}, {@code Anr}, {@code SortBy}, {@code
   * ResultSize}, {@code Archive}, {@code SoftDeletedMailbox}, {@code RecipientType} and {@code
   * RecipientTypeDetails} as it has.
   *
   * @param identity names the one that is wanted; null for all
   * @param shown makes what is written of what was found
   */
  public void run(Invocation call, Object identity, UnaryOperator<PsObject> shown) {
    String asked = ExchangeIdentities.of(identity);
    String name = ExchangeIdentities.shown(identity);
    exchange.guard(
        call,
        name,
        () -> {
          if (asked.isEmpty()) {
            list(call, shown);
          } else {
            one(call, asked, name, shown);
          }
        });
  }

  private void one(Invocation call, String identity, String name, UnaryOperator<PsObject> shown) {
    JsonNode view =
        exchange
            .rest()
            .get(
                isOfRemoved(call.bound())
                    ? RecipientPages.removedPath(identity)
                    : RecipientPages.path(identity));
    if (isOfKind(view)) {
      call.write(shown.apply(objects.apply(view)));
    } else {
      call.error(exchange.errors().notFound(name));
    }
  }

  private boolean isOfKind(JsonNode view) {
    return kind.stream().allMatch(one -> RecipientPages.isOfKind(one, view));
  }

  private static boolean isOfRemoved(Bound bound) {
    return bound.flag(REMOVED_MAILBOX) || bound.flag(REMOVED_MAIL_USER);
  }

  private void list(Invocation call, UnaryOperator<PsObject> shown) {
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
      sorted(all, sortBy.get()).limit(limit).map(shown).forEach(call::write);
      warnOfMore(call, all.size() > limit, limit);
    } else {
      Consumer<PsObject> out = object -> call.write(shown.apply(object));
      warnOfMore(call, stream(pages, filter.rest(), bound, limit, out), limit);
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
          PsObject object = objects.apply(view);
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
    return isAmong(object, "RecipientTypeDetails", bound)
        && isAmong(object, "RecipientType", bound)
        && (!bound.flag("Archive") || object.get("ArchiveGuid") != null);
  }

  /** The parameter that narrows by a property has the property's name. */
  private static boolean isAmong(PsObject object, String property, Bound bound) {
    List<String> wanted = bound.texts(property);
    return wanted.isEmpty()
        || wanted.stream().anyMatch(String.valueOf(object.get(property))::equalsIgnoreCase);
  }
}
