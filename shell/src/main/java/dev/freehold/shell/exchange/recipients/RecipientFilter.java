package dev.freehold.shell.exchange.recipients;

import dev.freehold.powershell.value.Text;
import dev.freehold.shell.service.Filter;
import dev.freehold.shell.service.FilterParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A filter of recipients in two parts.
 *
 * @param policy what the server can look for: a policy's identity, or {@link #NO_POLICY}
 * @param rest what is left to look at here
 */
record RecipientFilter(Optional<String> policy, Filter rest) {

  static final String NO_POLICY = "none";

  private static final String PROPERTY = "DataEncryptionPolicy";

  static RecipientFilter of(Optional<String> text) {
    if (text.isEmpty() || text.get().isBlank()) {
      return new RecipientFilter(Optional.empty(), Filter.all());
    }
    Filter filter = FilterParser.parse(text.get());
    List<Filter> parts = filter instanceof Filter.And all ? all.parts() : List.of(filter);
    Optional<String> policy = Optional.empty();
    List<Filter> rest = new ArrayList<>();
    for (Filter part : parts) {
      Optional<String> asked = policy.isPresent() ? Optional.empty() : policy(part);
      if (asked.isPresent()) {
        policy = asked;
      } else {
        rest.add(part);
      }
    }
    return new RecipientFilter(policy, new Filter.And(List.copyOf(rest)));
  }

  /** All of it is looked at here. */
  static RecipientFilter here(Optional<String> text) {
    return new RecipientFilter(
        Optional.empty(),
        text.filter(given -> !given.isBlank()).map(FilterParser::parse).orElse(Filter.all()));
  }

  private static Optional<String> policy(Filter part) {
    if (part instanceof Filter.Compare(String property, Filter.Operator operator, Object value)
        && property.equalsIgnoreCase(PROPERTY)
        && operator == Filter.Operator.EQ) {
      String identity = Text.of(value).strip();
      // A policy may have the name that the server takes for none.
      return identity.equalsIgnoreCase(NO_POLICY)
          ? Optional.empty()
          : Optional.of(identity.isEmpty() ? NO_POLICY : identity);
    }
    return Optional.empty();
  }
}
