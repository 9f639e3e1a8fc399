package dev.freehold.server.config;

import dev.freehold.custody.CustodyLimits;
import java.nio.file.Path;
import java.util.List;

/** Which service master keys there were. */
final class MasterKeySettings {

  static final Setting<List<Path>> PREVIOUS =
      Setting.open(
              "freehold.previous-master-keys",
              "The files of service master keys that were in the place of service-master.key"
                  + " before, the newest first. What they have sealed opens still, so each is"
                  + " needed; 'freehold master-key' makes the next one.",
              Kind.paths(CustodyLimits.MAX_PREVIOUS_MASTER_KEYS),
              "")
          .onlyForServe();

  private MasterKeySettings() {}
}
