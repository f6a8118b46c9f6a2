"""The hook over HTTP: `docvalidate serve`. Needs the extra `service`."""
