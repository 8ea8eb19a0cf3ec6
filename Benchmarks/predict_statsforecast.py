"""AutoETS of statsforecast on a panel of yearly series, with 80 and 95% intervals; whole process, one core."""
import sys

import pandas as pd
from statsforecast import StatsForecast
from statsforecast.models import AutoETS

panel = pd.read_csv(sys.argv[1])
forecast = StatsForecast(models=[AutoETS(season_length=1)], freq=1, n_jobs=1)
forecast.forecast(df=panel, h=6, level=[80, 95]).to_csv(sys.argv[2], index=False)
