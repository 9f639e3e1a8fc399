-- Who is in which group; groups are identities of the kind GROUP. seal: a code over the row under a
-- key that is not in this database.
CREATE TABLE group_members (
  group_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  member_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  tenant_id ${bytes} NOT NULL,
  added_at BIGINT NOT NULL,
  seal ${bytes},
  PRIMARY KEY (group_id, member_id)
);

CREATE INDEX group_members_by_member ON group_members (member_id);
