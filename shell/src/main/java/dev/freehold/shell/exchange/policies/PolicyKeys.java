package dev.freehold.shell.exchange.policies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.service.KeyAddress;
import dev.freehold.shell.service.ShellProblem;
import java.util.List;

/** The keys that a policy is made of. */
final class PolicyKeys {

  private static final String NAME = "AzureKeyIDs";
  private static final int KEYS = 2;

  private PolicyKeys() {}

  static Parameter parameter() {
    return Parameter.texts(NAME);
  }

  /** The addresses as the server wants them. */
  static ArrayNode of(Bound bound) {
    List<String> keys =
        bound.texts(NAME).stream().map(KeyAddress::normal).filter(text -> !text.isEmpty()).toList();
    if (keys.size() != KEYS) {
      throw ShellProblem.stop(
          ShellProblem.argument(
              "TwoKeysNeeded",
              "-AzureKeyIDs takes the addresses of two keys in two vaults; there are %d."
                  .formatted(keys.size())));
    }
    ArrayNode node = JsonNodeFactory.instance.arrayNode();
    keys.forEach(node::add);
    return node;
  }
}
