package dev.freehold.mailserver.store;

import java.util.List;
import java.util.Set;
import org.apache.james.mailbox.model.MailboxAnnotation;
import org.apache.james.mailbox.model.MailboxAnnotationKey;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.AnnotationMapper;

/** Folders have no annotations: METADATA is not announced, and what would be set is refused. */
final class NoAnnotations implements AnnotationMapper {

  @Override
  public List<MailboxAnnotation> getAllAnnotations(MailboxId mailbox) {
    return List.of();
  }

  @Override
  public List<MailboxAnnotation> getAnnotationsByKeys(
      MailboxId mailbox, Set<MailboxAnnotationKey> keys) {
    return List.of();
  }

  @Override
  public List<MailboxAnnotation> getAnnotationsByKeysWithOneDepth(
      MailboxId mailbox, Set<MailboxAnnotationKey> keys) {
    return List.of();
  }

  @Override
  public List<MailboxAnnotation> getAnnotationsByKeysWithAllDepth(
      MailboxId mailbox, Set<MailboxAnnotationKey> keys) {
    return List.of();
  }

  @Override
  public void deleteAnnotation(MailboxId mailbox, MailboxAnnotationKey key) {}

  @Override
  public void insertAnnotation(MailboxId mailbox, MailboxAnnotation annotation) {
    throw new UnsupportedOperationException("folders have no annotations");
  }

  @Override
  public boolean exist(MailboxId mailbox, MailboxAnnotation annotation) {
    return false;
  }

  @Override
  public int countAnnotations(MailboxId mailbox) {
    return 0;
  }
}
