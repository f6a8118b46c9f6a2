"""What every worker needs: imported before workers are forked, so that it is done once."""

import docvalidate.entry
import docvalidate.extraction
import docvalidate.matching
import docvalidate.reading
import docvalidate.rules  # noqa: F401
