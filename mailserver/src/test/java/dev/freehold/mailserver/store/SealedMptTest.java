package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import org.apache.james.mpt.api.ImapHostSystem;
import org.apache.james.mpt.host.JamesImapHostSystem;
import org.apache.james.mpt.imapmailbox.suite.AuthenticatePlain;
import org.apache.james.mpt.imapmailbox.suite.AuthenticatedState;
import org.apache.james.mpt.imapmailbox.suite.ConcurrentSessions;
import org.apache.james.mpt.imapmailbox.suite.Condstore;
import org.apache.james.mpt.imapmailbox.suite.Copy;
import org.apache.james.mpt.imapmailbox.suite.Events;
import org.apache.james.mpt.imapmailbox.suite.Expunge;
import org.apache.james.mpt.imapmailbox.suite.Fetch;
import org.apache.james.mpt.imapmailbox.suite.FetchBodySection;
import org.apache.james.mpt.imapmailbox.suite.FetchBodyStructure;
import org.apache.james.mpt.imapmailbox.suite.FetchHeaders;
import org.apache.james.mpt.imapmailbox.suite.Listing;
import org.apache.james.mpt.imapmailbox.suite.MailboxWithLongNameError;
import org.apache.james.mpt.imapmailbox.suite.Move;
import org.apache.james.mpt.imapmailbox.suite.NonAuthenticatedState;
import org.apache.james.mpt.imapmailbox.suite.ObjectId;
import org.apache.james.mpt.imapmailbox.suite.PartialFetch;
import org.apache.james.mpt.imapmailbox.suite.QuotaTest;
import org.apache.james.mpt.imapmailbox.suite.Recent;
import org.apache.james.mpt.imapmailbox.suite.Rename;
import org.apache.james.mpt.imapmailbox.suite.Search;
import org.apache.james.mpt.imapmailbox.suite.Security;
import org.apache.james.mpt.imapmailbox.suite.Select;
import org.apache.james.mpt.imapmailbox.suite.SelectedInbox;
import org.apache.james.mpt.imapmailbox.suite.SelectedState;
import org.apache.james.mpt.imapmailbox.suite.UidSearch;
import org.apache.james.mpt.imapmailbox.suite.UidSearchOnIndex;
import org.apache.james.mpt.imapmailbox.suite.UserFlagsSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * James's scripts of IMAP dialogues, run by James's own commands in one process over the sealed
 * store. Not among them: sharing and ACL, and METADATA, which are not announced.
 */
@ExtendWith(NotOurs.class)
@DisplayName("James's IMAP scripts")
@Order(1)
class SealedMptTest {

  private final StoreFixture fixture = new StoreFixture(dialect(), Clock.systemUTC());
  private SealedImapHost host;

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @BeforeEach
  void open() throws Exception {
    host = new SealedImapHost(fixture);
    host.beforeTest();
  }

  @AfterEach
  void close() throws Exception {
    host.afterTest();
    fixture.close();
  }

  @Nested
  class OfCondstore extends Condstore {
    @Override
    protected JamesImapHostSystem createJamesImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfAuthenticatePlain extends AuthenticatePlain {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfAuthenticatedState extends AuthenticatedState {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfConcurrentSessions extends ConcurrentSessions {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfCopy extends Copy {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfEvents extends Events {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfExpunge extends Expunge {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfFetch extends Fetch {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfFetchBodySection extends FetchBodySection {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfFetchBodyStructure extends FetchBodyStructure {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfFetchHeaders extends FetchHeaders {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfListing extends Listing {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfMailboxWithLongNameError extends MailboxWithLongNameError {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfMove extends Move {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfNonAuthenticatedState extends NonAuthenticatedState {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfObjectId extends ObjectId {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfPartialFetch extends PartialFetch {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfQuota extends QuotaTest {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfRecent extends Recent {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfRename extends Rename {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfSearch extends Search {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfSecurity extends Security {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfSelect extends Select {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfSelectedInbox extends SelectedInbox {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfSelectedState extends SelectedState {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfUidSearch extends UidSearch {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfUidSearchOnIndex extends UidSearchOnIndex {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }

  @Nested
  class OfUserFlagsSupport extends UserFlagsSupport {
    @Override
    protected ImapHostSystem createImapHostSystem() {
      return host;
    }
  }
}
