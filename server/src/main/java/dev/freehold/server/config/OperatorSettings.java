package dev.freehold.server.config;

import dev.freehold.custody.operators.OperatorKey;
import java.util.List;

/** Who operates the server, beside the one whom the first start makes. */
final class OperatorSettings {

  static final Setting<List<OperatorKey>> OPERATORS =
      Setting.open(
              "freehold.operators",
              "The operators beside the first one, each by the line that 'freehold operator key'"
                  + " prints. They are made at the start, and ended at the start after they are"
                  + " taken out. An operator's secret stays with the operator.",
              Kind.operatorKeys(),
              "")
          .onlyForServe();

  private OperatorSettings() {}
}
