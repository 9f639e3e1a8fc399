package dev.freehold.mailserver.store;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.Username;
import org.apache.james.mailbox.acl.ACLDiff;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxACL;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;
import org.apache.james.mailbox.model.search.MailboxQuery;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The folders of one session's mailbox, which James calls mailboxes. Paths of other users and of
 * other namespaces lead nowhere.
 */
final class SealedMailboxMapper implements MailboxMapper {

  private final SessionMail session;
  private final SealedMail mail;

  SealedMailboxMapper(SessionMail session) {
    this.session = session;
    this.mail = session.mail();
  }

  /** The store chooses UIDVALIDITY itself, so that it never comes back. */
  @Override
  public Mono<Mailbox> create(MailboxPath path, UidValidity suggested) {
    return StoreCalls.mono(
        path.asString(),
        () -> {
          if (!isOwn(path)) {
            throw new MailboxNotFoundException(path);
          }
          return session.toJames(
              mail.folders()
                  .create(
                      session.requireHolder().mailbox(),
                      session.storedPath(path.getName()),
                      Optional.empty()));
        });
  }

  /** Folders below it are renamed with it. */
  @Override
  public Mono<MailboxId> rename(Mailbox mailbox) {
    return StoreCalls.mono(
        mailbox.getName(),
        () -> {
          Folder folder = session.current(mailbox.getMailboxId());
          String path = session.storedPath(mailbox.getName());
          mail.tree().rename(session.requireHolder().mailbox(), folder, path);
          return mailbox.getMailboxId();
        });
  }

  @Override
  public Mono<Void> delete(Mailbox mailbox) {
    return StoreCalls.mono(mailbox.getName(), () -> mail.removal().delete(session.folder(mailbox)))
        .then();
  }

  @Override
  public Mono<Mailbox> findMailboxByPath(MailboxPath path) {
    return StoreCalls.mono(path.asString(), () -> find(path).map(session::toJames).orElse(null));
  }

  private Optional<Folder> find(MailboxPath path) {
    if (!isOwn(path) || session.holder().isEmpty()) {
      return Optional.empty();
    }
    try {
      return mail.folders()
          .find(session.holder().get().mailbox(), session.storedPath(path.getName()))
          .or(session::noneUnlessPurged);
    } catch (MailException refused) {
      if (refused.error() == MailError.FOLDER_NAME_INVALID) {
        return Optional.empty(); // No folder can have this name.
      }
      throw refused;
    }
  }

  @Override
  public Mono<Mailbox> findMailboxById(MailboxId id) {
    return StoreCalls.mono(id.serialize(), () -> session.toJames(session.current(id)));
  }

  @Override
  public Flux<Mailbox> findNonPersonalMailboxes(Username user, MailboxACL.Right right) {
    return Flux.empty();
  }

  @Override
  public Flux<Mailbox> findMailboxWithPathLike(MailboxQuery.UserBound query) {
    return list().filter(query::matches);
  }

  @Override
  public Mono<Boolean> hasChildren(Mailbox mailbox, char delimiter) {
    String above = mailbox.getName() + delimiter;
    return list().any(other -> other.getName().startsWith(above));
  }

  @Override
  public Flux<Mailbox> list() {
    return StoreCalls.mono("folders", this::folders).flatMapIterable(all -> all);
  }

  private List<Mailbox> folders() {
    return session
        .holder()
        .map(holder -> mail.folders().list(holder.mailbox()))
        .orElse(List.of())
        .stream()
        .map(session::toJames)
        .toList();
  }

  @Override
  public Mono<ACLDiff> updateACL(Mailbox mailbox, MailboxACL.ACLCommand command) {
    return Mono.error(withoutLists());
  }

  @Override
  public Mono<ACLDiff> setACL(Mailbox mailbox, MailboxACL acl) {
    return Mono.error(withoutLists());
  }

  private static MailboxException withoutLists() {
    return new MailboxException(
        "folders have no access lists; administrators give permissions on a mailbox");
  }

  private boolean isOwn(MailboxPath path) {
    return path.getUser().equals(session.user())
        && path.getNamespace().equals(MailboxConstants.USER_NAMESPACE);
  }
}
