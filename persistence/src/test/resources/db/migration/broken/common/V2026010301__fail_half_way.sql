CREATE TABLE half_done (id ${bytes} PRIMARY KEY);

INSERT INTO nowhere (id) VALUES (1);
