package dev.freehold.mailserver.store;

import static java.util.Map.entry;

import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests of James for what its stores may have and this one has not, each with the reason. */
final class NotOurs implements ExecutionCondition {

  private static final String PERSONAL = "there is the personal namespace only, of one mailbox";
  private static final String TAKEN =
      "UIDs and mod-sequences are taken with the insert, not before";
  private static final String ADDED = "what is added twice is two messages; copies share an id";
  private static final String SEARCHED = "headers of attached messages are searched too";
  private static final String ABOVE = "folders above a new one are made with it";
  private static final String HEADER = "nothing for the header of no message: FetchAnswers does";
  private static final String KEYWORD = "keywords have no spaces";
  private static final String COUNTED = "usage is counted in the store, with the messages";
  private static final String PROPERTIES = "read from the message itself, never stored";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          entry("HookTests", "nobody hooks into deletions; legal holds are asked for in the store"),
          entry("listMessagesMetadataShouldReturnAppendedMessage", "wants its own flags changed"),
          entry("listMessagesMetadataShouldReturnUpdatedMessage", "wants its own flags changed"),
          entry("listShouldReturnMailboxes", PERSONAL),
          entry("searchShouldNotReturnResultsFromOtherNamespaces", PERSONAL),
          entry("addingMessageShouldFireQuotaUpdateEvent", COUNTED),
          entry("increaseShouldWork", COUNTED),
          entry("decreaseShouldWork", COUNTED),
          entry("decreaseShouldNotFailWhenItLeadsToNegativeValues", COUNTED),
          entry("setCurrentQuotasShouldReInitQuotasWhenNothing", COUNTED),
          entry("setCurrentQuotasShouldReInitQuotasWhenData", COUNTED),
          entry("setCurrentQuotasShouldBeIdempotent", COUNTED),
          entry("setCurrentQuotasShouldTolerateNegativeValues", COUNTED),
          entry("creatingMixedCaseINBOXShouldNotBeRetrievableAsIt", "INBOX is so in any case"),
          entry("setFlagsShouldNotModifyModSeqWhenMailboxIdsIsEmpty", TAKEN),
          entry("setFlagsShouldNotUpdateModSeqWhenNoop", TAKEN),
          entry("setFlagsShouldReturnUpdatedFlagsWhenNoop", TAKEN),
          entry("setFlagsShouldReturnUpdatedFlagsWhenReplaceMode", "\\Recent is not replaced"),
          entry("setFlagsShouldReturnUpdatedFlagsWhenMessageIsInTwoMailboxes", "copies are recent"),
          entry("setFlagsShouldUpdateTwoMessagesInTheSameMailboxWithTheSameMessageId", ADDED),
          entry("setFlagsShouldReturnAllUp", ADDED),
          entry("listShouldRetrieveAllMailbox", "folders above a new one are made with it"),
          entry("renameShouldRemoveOldMailboxPath", "there is always an INBOX"),
          entry("renameShouldRenameTheMailbox", "UIDVALIDITY is the store's to choose"),
          entry("getHighestMoseqShouldBeEqualToZeroOnEmptyMailbox", "1 is the least, RFC 7162"),
          entry(
              "getApplicableFlagShouldHaveNotEffectWhenUnsetMessageFlagThenIncrementalApplicableFlags",
              "keywords are those that messages have"),
          entry(
              "copyOfSeenMessageShouldNotIncrementUnSeenMessageCount",
              "flags that were not stored are not copied"),
          entry("testSearchAtomsUS", SEARCHED),
          entry("testSearchAtomsITALY", SEARCHED),
          entry("testSearchAtomsKOREA", SEARCHED),
          entry("testRenameHierarchyUS", ABOVE),
          entry("testRenameHierarchyIT", ABOVE),
          entry("testRenameHierarchyKO", ABOVE),
          entry("testFetchFetchMultipartBodyStructureUS", HEADER),
          entry("testFetchFetchMultipartBodyStructureITALY", HEADER),
          entry("testFetchFetchMultipartBodyStructureKOREA", HEADER),
          entry("testFetchStructureComplexUS", HEADER),
          entry("testFetchStructureComplexITALY", HEADER),
          entry("testFetchStructureComplexKOREA", HEADER),
          entry("listShouldNotListMailboxWithOtherNamespaceUS", PERSONAL),
          entry("listShouldNotListMailboxWithOtherNamespaceITALY", PERSONAL),
          entry("listShouldNotListMailboxWithOtherNamespaceKOREA", PERSONAL),
          entry("rightsCommandsShouldBeSupported", "nobody shares folders, ACL is not announced"),
          entry(
              "getMetadataFromMessageManagerShouldReturnFirstUnseenMessageWhenSetInMailboxesFromMessageIdManager",
              TAKEN),
          entry(
              "searchFromMessageManagerShouldReturnMessagesUsingSetInMailboxesFromMessageIdManagerWhenSearchByMailboxQueryWithMailboxPath",
              TAKEN),
          entry(
              "appendMessageFromMessageManagerAndSetFlagsFromMessageIdManagerShouldUnionApplicableFlag",
              KEYWORD),
          entry(
              "appendMessageFromMessageManagerAndSetInMailboxFromMessageIdManagerShouldUpdateApplicableFlag",
              KEYWORD),
          entry("setInMailboxesShouldReplaceFlagsOfMessageInAddedMailboxes", "copies are recent"),
          entry("setFlagsShouldChangeFlagsInAllMailboxes", "copies are recent"),
          entry("setInMailboxesShouldIgnoreMessagesBelongingToOtherUsers", PERSONAL),
          entry("messagePropertiesShouldBeStored", PROPERTIES),
          entry("messagePropertiesShouldBeStoredWhenDuplicateEntries", PROPERTIES),
          entry("messagePropertiesShouldBeStoredWhenNoProperty", PROPERTIES),
          entry("mediaTypeShouldBeWellStored", PROPERTIES),
          entry("subTypeShouldBeWellStored", PROPERTIES),
          entry("textualLineCountShouldBeWellStored", PROPERTIES));

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String name =
        context
            .getTestMethod()
            .map(method -> method.getName())
            .orElseGet(() -> context.getTestClass().map(Class::getSimpleName).orElse(""));
    String reason = REASONS.get(name);
    return reason == null
        ? ConditionEvaluationResult.enabled("ours")
        : ConditionEvaluationResult.disabled(reason);
  }
}
