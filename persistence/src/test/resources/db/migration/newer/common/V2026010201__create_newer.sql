CREATE TABLE newer (id ${bytes} PRIMARY KEY);
