/**
 * Documents that are uploaded in parts (S3's multipart uploads), until they are complete or expire.
 */
package dev.freehold.files.uploads;
