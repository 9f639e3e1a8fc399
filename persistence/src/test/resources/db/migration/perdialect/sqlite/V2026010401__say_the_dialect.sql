CREATE TABLE made_for (dialect VARCHAR(20) NOT NULL);

INSERT INTO made_for (dialect) VALUES ('sqlite');
