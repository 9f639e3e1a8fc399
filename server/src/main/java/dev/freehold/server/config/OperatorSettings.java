package dev.freehold.server.config;

import dev.freehold.custody.operators.OperatorKey;
import java.util.List;

/** Who operates the server, beside the one whom the first start makes. */
final class OperatorSettings {

  static final Setting<List<OperatorKey>> OPERATORS =
      Setting.open(
              "freehold.operators",
              "The operators besides the first one, each as the line that 'freehold operator key'"
                  + " prints. The server adds them at its start, and ends those whose line is gone."
                  + " Operators keep their secrets themselves.",
              Kind.operatorKeys(),
              "")
          .onlyForServe();

  private OperatorSettings() {}
}
