import { expect, test } from '@jest/globals';
import { isOfProxy } from '../../shared/http/proxy';

const JSON_TYPE = 'application/json; charset=utf-8';

test.each([
  [401, 'text/html', 'anything'],
  [403, 'text/html; charset=utf-8', ''],
  [403, null, '<!DOCTYPE html><title>Blocked</title>'],
  [403, null, '  <!-- gateway -->\n<HTML><body>Blocked'],
  [404, 'TEXT/HTML', '<html>'],
  [407, JSON_TYPE, '{}'],
  [511, null, ''],
])('a proxy refuses: %i, %s, %s', (status, contentType, text) => {
  expect(isOfProxy({ status, contentType, text })).toBe(true);
});

test.each([
  [403, JSON_TYPE, '{"error":{"code":"Authorization_RequestDenied"}}'],
  [403, null, ''],
  [403, 'text/plain', 'no'],
  // The front ends of Microsoft fail with a page, and what asks too much of them, too.
  [400, 'text/html', '<!DOCTYPE HTML><h2>Bad Request</h2>'],
  [502, 'text/html', '<html>'],
  [503, 'text/html', '<html>'],
  [200, 'text/html', '<html>'],
])('the service itself answers: %i, %s, %s', (status, contentType, text) => {
  expect(isOfProxy({ status, contentType, text })).toBe(false);
});
