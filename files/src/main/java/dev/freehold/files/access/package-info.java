/** Access keys: what S3 clients sign their requests with. */
package dev.freehold.files.access;
